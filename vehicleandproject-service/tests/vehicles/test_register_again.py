"""A vehicle that was removed and whose VIN is registered again is the same vehicle."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from tests.vehicles.vins import GOOD_VIN
from vehicles.models import Ownership, Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bookings")]
URL = "/api/v1/vehicles/"


@pytest.fixture
def removed(register, customer):
    """A vehicle that its owner has taken off their list."""
    vehicle = register(customer, vin=GOOD_VIN, plate="B-OLD 1", color="blue", odometer_km=42_000)
    assert customer.delete(f"{URL}{vehicle['id']}/").status_code == 204
    return vehicle


@pytest.mark.shows("VE01")
def test_it_comes_back_with_what_its_new_owner_says(removed, register, customer, stranger, emitted):
    again = register(stranger, vin=GOOD_VIN, plate="B-NEW 2", odometer_km=45_000, make="VW", year=2019)
    assert again["id"] == removed["id"]
    assert (again["owner_id"], again["plate"]) == (str(stranger.account_id), "B-NEW 2")
    assert (again["make"], again["year"], again["odometer_km"], again["color"]) == ("VW", 2019, 45_000, "")
    assert Vehicle.objects.get().removed_at is None
    first, second = Ownership.objects.order_by("since")
    assert (first.owner_id, second.owner_id) == (customer.account_id, stranger.account_id)
    assert (first.until is None, second.until) == (False, None)
    assert emitted("vehicle.registered.v1")[-1].data["owner_id"] == str(stranger.account_id)
    assert customer.get(f"{URL}{removed['id']}/").status_code == 404


def test_nothing_that_its_owner_of_before_said_comes_back(removed, register, stranger):
    again = register(stranger, vin=GOOD_VIN, plate="")
    assert (again["plate"], again["plate_country"], again["color"]) == ("", "", "")


def test_its_odometer_does_not_fall(removed, register, stranger):
    assert register(stranger, vin=GOOD_VIN, odometer_km=7)["odometer_km"] == 42_000


@pytest.mark.parametrize("value", [0, 20_000, 99_000])
def test_its_readings_of_before_show_in_no_refusal(register, customer, stranger, employee, value):
    vehicle = register(customer, vin=GOOD_VIN)
    url, between = f"{URL}{vehicle['id']}/odometer/", "2021-01-01T00:00:00Z"
    for read_at, km in (("2020-01-01T00:00:00Z", 11_111), ("2022-01-01T00:00:00Z", 33_333)):
        assert customer.post(url, {"value": km, "read_at": read_at}).status_code == 201
    assert customer.delete(f"{URL}{vehicle['id']}/").status_code == 204
    register(stranger, vin=GOOD_VIN)

    refused = stranger.post(url, {"value": value, "read_at": between})

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "read_at")
    assert "11111" not in refused.content.decode()
    assert stranger.post(url, {"value": 40_000}).status_code == 201
    assert employee.post(url, {"value": 20_000, "read_at": between}).status_code == 201


def test_its_own_owner_gets_it_back(removed, register, customer):
    assert register(customer, vin=GOOD_VIN)["id"] == removed["id"]


def test_a_vehicle_that_is_present_keeps_its_vin(removed, register, a_vehicle, customer, stranger):
    register(stranger, vin=GOOD_VIN)
    reply = customer.post(URL, a_vehicle(vin=GOOD_VIN))
    assert (reply.status_code, reply.json()["code"]) == (409, "vin_taken")


def test_a_plate_of_another_is_refused_and_nothing_comes_back(removed, register, a_vehicle, stranger):
    register(stranger, plate="B-X 1")
    reply = stranger.post(URL, a_vehicle(vin=GOOD_VIN, plate="B-X 1"))
    assert (reply.status_code, reply.json()["code"]) == (409, "plate_taken")
    assert Vehicle.objects.removed().get().plate == "B-OLD 1"


def test_without_a_vin_vehicles_are_new(register, customer):
    first = register(customer)
    customer.delete(f"{URL}{first['id']}/")
    assert register(customer)["id"] != first["id"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_register_it_at_once_one_gets_it(removed, a_vehicle, customer, stranger, emitted):
    bodies = [a_vehicle(vin=GOOD_VIN) for _ in range(2)]
    replies = at_the_same_time(lambda: customer.post(URL, bodies[0]), lambda: stranger.post(URL, bodies[1]))
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert Vehicle.objects.count() == Ownership.objects.open().count() == 1
    assert len(emitted("vehicle.registered.v1")) == 2


@pytest.mark.django_db(transaction=True)
def test_vehicles_of_before_have_their_owners():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("vehicles", "0006_an_index_for_each_filter")])
    try:
        before = executor.loader.project_state(("vehicles", "0006_an_index_for_each_filter")).apps
        rows = before.get_model("vehicles", "Vehicle").objects
        known = {"make": "Opel", "model": "Corsa", "year": 2020}
        present = rows.create(id=new_id(), owner_id=new_id(), **known)
        gone = rows.create(id=new_id(), owner_id=new_id(), **known)
        gone.removed_at = gone.updated_at
        gone.save()
    finally:
        MigrationExecutor(connection).migrate(newest)
    carried = {row.owner_id: (row.since, row.until) for row in Ownership.objects.all()}
    assert carried == {
        present.owner_id: (present.created_at, None),
        gone.owner_id: (gone.created_at, gone.removed_at),
    }
