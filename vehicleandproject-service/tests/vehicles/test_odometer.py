"""Odometers: they rise, in kilometres or miles, and what goes back says why."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from hypothesis import given
from hypothesis import strategies as st

from chassis.testing.parallel import at_the_same_time
from vehicles.models import OdometerReading, Unit, Vehicle
from vehicles.odometer import in_kilometres

pytestmark = pytest.mark.django_db

URL = "/api/v1/vehicles/"


@pytest.fixture
def car(register, customer):
    return register(customer, odometer_km=42_000)


@pytest.fixture
def read(car, customer):
    """Note a reading through the API, as the owner unless another says so."""

    def read(value, client=customer, **more):
        return client.post(f"{URL}{car['id']}/odometer/", {"value": value, **more})

    return read


def listed(client, car):
    return client.get(f"{URL}{car['id']}/odometer/").json()["results"]


@pytest.mark.shows("VE04")
def test_what_a_vehicle_comes_with_is_its_first_reading(car, customer, emitted):
    (reading,) = listed(customer, car)
    assert (reading["value"], reading["unit"], reading["distance_km"]) == (42_000, "km", 42_000)
    assert customer.get(f"{URL}{car['id']}/").json()["distance_km"] == 42_000
    assert emitted("vehicle.odometer_read.v1")[0].data["km"] == 42_000


@pytest.mark.shows("VE04")
def test_readings_rise_and_one_that_falls_is_refused(car, customer, read, emitted):
    assert read(43_000).status_code == 201
    refused = read(42_999)
    assert (refused.status_code, refused.json()["code"]) == (409, "odometer_rollback")
    assert (refused.json()["least_km"], refused.json().get("most_km")) == (43_000, None)
    assert Vehicle.objects.get().odometer_km == 43_000
    assert len(emitted("vehicle.odometer_read.v1")) == 2
    assert read(43_000).status_code == 201


@pytest.mark.shows("VE04")
def test_a_change_of_the_vehicle_is_a_reading_too(car, customer, employee):
    url = f"{URL}{car['id']}/"
    assert customer.patch(url, {"odometer_km": 41_000}).json()["code"] == "odometer_rollback"
    assert customer.patch(url, {"odometer_km": 44_000, "color": "red"}).json()["odometer_km"] == 44_000
    assert [row["km"] for row in listed(employee, car)] == [44_000, 42_000]


@pytest.mark.shows("VE04")
def test_the_staff_set_it_back_with_a_reason(car, customer, employee, read):
    read(430_000)
    assert read(43_000, reason="A nought too many.").status_code == 403
    assert read(43_000, employee).json()["code"] == "odometer_rollback"

    corrected = read(43_000, employee, reason="A nought too many.")

    assert (corrected.status_code, corrected.json()["distance_km"]) == (201, 43_000)
    assert [(row["km"], row["voided_at"] is None) for row in listed(customer, car)] == [
        (43_000, True), (430_000, False), (42_000, True),
    ]  # fmt: skip
    assert Vehicle.objects.get().odometer_km == 43_000
    assert OdometerReading.objects.get(km=43_000).recorded_by == employee.account_id


@pytest.mark.shows("VE04")
def test_another_instrument_starts_a_new_count_and_the_distance_goes_on(car, read, employee, emitted):
    assert read(10, exchanged=True).json()["errors"][0]["field"] == "reason"
    exchanged = read(10, exchanged=True, reason="The display broke.").json()
    assert (exchanged["km"], exchanged["distance_km"]) == (10, 42_000)

    assert read(510).json()["distance_km"] == 42_500

    vehicle = Vehicle.objects.get()
    assert (vehicle.odometer_km, vehicle.distance_km) == (510, 42_500)
    assert read(9).json()["code"] == "odometer_rollback"
    assert read(5, employee, reason="Misread.").json()["code"] == "odometer_rollback"
    assert read(400, employee, reason="Misread.").json()["distance_km"] == 42_390


@pytest.mark.shows("VE04")
def test_a_reading_of_before_fits_between_those_before_and_after(car, read):
    OdometerReading.objects.update(read_at=datetime(2026, 1, 1, tzinfo=UTC))
    read(50_000)
    at = {"read_at": "2026-06-01T00:00:00Z"}
    too_far = read(50_001, **at)
    assert (too_far.json()["code"], too_far.json()["least_km"], too_far.json()["most_km"]) == (
        "odometer_rollback", 42_000, 50_000,
    )  # fmt: skip
    assert read(46_000, **at).status_code == 201
    assert Vehicle.objects.get().odometer_km == 50_000


def test_an_instrument_is_not_exchanged_before_it_was_read(read):
    reply = read(0, exchanged=True, reason="Broken.", read_at="2022-01-01T00:00:00Z")
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "read_at")
    assert OdometerReading.objects.count() == 1


def test_miles_are_kept_as_read_and_counted_in_kilometres(read):
    reading = read(31_000, unit="mi").json()
    assert (reading["value"], reading["unit"], reading["km"]) == (31_000, "mi", 49_890)


@given(miles=st.integers(0, 9_999_999), further=st.integers(0, 1000))
def test_more_miles_are_never_fewer_kilometres(miles, further):
    assert in_kilometres(miles, Unit.MI) <= in_kilometres(miles + further, Unit.MI)
    assert abs(in_kilometres(miles, Unit.MI) - miles * 1.609344) <= 0.51


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"value": -1}, "value"),
        ({"value": 10_000_000}, "value"),
        ({"value": 1.5}, "value"),
        ({"value": 43_000, "unit": "furlong"}, "unit"),
        ({"value": 43_000, "read_at": "2126-01-01T00:00:00Z"}, "read_at"),
        ({}, "value"),
    ],
)
def test_a_wrong_reading_is_refused_at_its_field(car, customer, body, field):
    reply = customer.post(f"{URL}{car['id']}/odometer/", body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)
    assert OdometerReading.objects.count() == 1


def test_strangers_neither_read_nor_note(car, read, stranger):
    assert read(43_000, stranger).status_code == 404
    assert stranger.get(f"{URL}{car['id']}/odometer/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_twenty_readings_at_once_rise(car, read):
    replies = at_the_same_time(*[lambda value=42_000 + n: read(value) for n in range(20)])
    assert {reply.status_code for reply in replies} <= {201, 409}
    in_time = list(OdometerReading.objects.order_by("read_at", "id").values_list("km", flat=True))
    assert in_time == sorted(in_time)
    assert Vehicle.objects.get().odometer_km == max(in_time)


@pytest.mark.django_db(transaction=True)
def test_what_was_known_before_is_the_first_reading(register, customer):
    register(customer, odometer_km=42_000)
    OdometerReading.objects.all().delete()
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("vehicles", "0006_an_index_for_each_filter")])
        executor.loader.build_graph()
        executor.migrate([("vehicles", "0008_readings_of_before")])
        readings = OdometerReading.objects.values_list("value", "distance_km", "recorded_by")
        assert list(readings) == [(42_000, 42_000, None)]
        assert list(Vehicle.objects.values_list("distance_km", flat=True)) == [42_000]
    finally:
        MigrationExecutor(connection).migrate(newest)
