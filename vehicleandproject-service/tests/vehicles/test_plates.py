"""One plate however it is written, its country, and vehicles without one."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chassis.models import new_id
from vehicles import plates
from vehicles.models import Vehicle

URL = "/api/v1/vehicles/"
WRITINGS = ["b-ts 2020", "BTS2020", "B TS-2020", "B\u2013TS\u00b72020", "\uff22-TS 2020", " b ts 20 20 "]


@pytest.mark.django_db
@pytest.mark.parametrize("writing", WRITINGS)
def test_a_plate_is_the_same_however_it_is_written(register, customer, stranger, a_vehicle, writing):
    vehicle = register(customer, plate="B-TS 2020")
    reply = stranger.post(URL, a_vehicle(plate=writing))
    assert (reply.status_code, reply.json()["code"]) == (409, "plate_taken")
    assert [found["id"] for found in customer.get(URL, {"plate": writing}).json()["results"]] == [
        vehicle["id"]
    ]
    assert Vehicle.objects.get().plate_key == plates.key(writing)


@pytest.mark.django_db
def test_a_plate_is_shown_as_it_was_written(register, customer):
    assert register(customer, plate=" b-ts  2020 ")["plate"] == "B-TS 2020"


@pytest.mark.django_db
def test_two_countries_have_the_same_plate(register, customer, stranger, a_vehicle, emitted):
    register(customer, plate="AB 123", plate_country="DE")
    other = register(stranger, plate="AB-123", plate_country="AT")
    assert other["plate_country"] == "AT"
    assert emitted("vehicle.registered.v1")[-1].data["plate_country"] == "AT"
    reply = stranger.post(URL, a_vehicle(plate="AB123", plate_country="DE"))
    assert (reply.status_code, reply.json()["code"]) == (409, "plate_taken")
    found = stranger.get(URL, {"plate": "ab123", "plate_country": "AT"}).json()["results"]
    assert [vehicle["id"] for vehicle in found] == [other["id"]]


@pytest.mark.django_db
@pytest.mark.parametrize("no_plate", [{}, {"plate": ""}])
def test_any_number_of_vehicles_have_no_plate(customer, a_vehicle, no_plate):
    for _ in range(2):
        body = a_vehicle()
        del body["plate"]
        reply = customer.post(URL, body | no_plate)
        assert (reply.status_code, reply.json()["plate"], reply.json()["plate_country"]) == (201, "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"plate": " - "}, "invalid"),
        ({"plate": "B-TS\n1"}, "invisible_characters"),
        ({"plate": "B-\u200bTS 1"}, "invisible_characters"),
        ({"plate_country": "Germany"}, "invalid"),
        ({"plate_country": "ZZ"}, "unknown_country"),
    ],
)
def test_what_is_no_plate_is_refused(customer, a_vehicle, data, code):
    reply = customer.post(URL, a_vehicle(**data))
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, code)


@pytest.mark.django_db
def test_a_vin_has_no_spaces_and_capitals(register, customer):
    assert register(customer, vin=" 1m8gd m9axk p042788 ")["vin"] == "1M8GDM9AXKP042788"


@pytest.mark.django_db(transaction=True)
def test_an_existing_database_gets_its_plates_in_one_form():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("vehicles", "0002_an_index_for_each_ordering")])
    try:
        before = executor.loader.project_state(("vehicles", "0002_an_index_for_each_ordering")).apps
        rows = before.get_model("vehicles", "Vehicle").objects
        ids = [
            rows.create(id=new_id(), owner_id=new_id(), make="Opel", model="Corsa", year=2020, plate=plate).pk
            for plate in ("B-TS 1", "B TS 1", "B-TS 2")
        ]
    finally:
        MigrationExecutor(connection).migrate(newest)
    kept = dict(Vehicle.objects.values_list("id", "plate"))
    assert [kept[each] for each in ids] == ["B-TS 1", "", "B-TS 2"]
    assert Vehicle.objects.get(pk=ids[2]).plate_key == "BTS2"
