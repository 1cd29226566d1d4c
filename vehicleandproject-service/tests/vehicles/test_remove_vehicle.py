"""DELETE /api/v1/vehicles/{id}/ (VE01: history survives)."""

import pytest

from tests.conftest import GOOD_VIN
from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db


def test_a_removed_vehicle_is_gone_from_sight_and_its_row_stays(register, customer, emitted, example):
    vehicle = register(customer)
    reply = customer.delete(url(vehicle))
    assert (reply.status_code, reply.content) == (204, b"")
    assert customer.get(url(vehicle)).status_code == 404
    assert customer.get("/api/v1/vehicles/").json()["results"] == []
    assert Vehicle.objects.get().removed_at is not None
    (event,) = emitted("vehicle.removed.v1")
    assert event.subject == vehicle["id"]
    assert event.data.keys() == example(event.name).keys()


def test_removing_twice_finds_nothing_the_second_time(register, customer, emitted):
    vehicle = register(customer)
    customer.delete(url(vehicle))
    assert customer.delete(url(vehicle)).status_code == 404
    assert len(emitted("vehicle.removed.v1")) == 1


def test_plate_and_vin_are_free_again(register, customer, stranger):
    customer.delete(url(register(customer, plate="B-X 1", vin=GOOD_VIN)))
    assert register(stranger, plate="B-X 1", vin=GOOD_VIN)["owner_id"] == str(stranger.account_id)


def test_another_persons_vehicle_is_not_there(register, customer, stranger, emitted):
    vehicle = register(customer)
    assert stranger.delete(url(vehicle)).status_code == 404
    assert Vehicle.objects.get().removed_at is None
    assert not emitted("vehicle.removed.v1")


def test_what_was_changed_meanwhile_is_not_removed(register, customer, emitted):
    vehicle = register(customer)
    stale = customer.get(url(vehicle))["ETag"]
    customer.patch(url(vehicle), {"color": "red"})
    assert customer.delete(url(vehicle), headers={"If-Match": stale}).status_code == 412
    assert not emitted("vehicle.removed.v1")
    current = customer.get(url(vehicle))["ETag"]
    assert customer.delete(url(vehicle), headers={"If-Match": current}).status_code == 204


def url(vehicle: dict[str, str]) -> str:
    return f"/api/v1/vehicles/{vehicle['id']}/"
