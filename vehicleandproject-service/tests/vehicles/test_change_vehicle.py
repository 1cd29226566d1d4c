"""PATCH /api/v1/vehicles/{id}/."""

import pytest

from tests.vehicles.vins import GOOD_VIN
from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db
WRONG_VIN = "WVWZZZ1JZXW000001"


@pytest.mark.shows("VE01")
def test_an_owner_changes_what_they_name_and_nothing_else(register, customer, emitted, example):
    vehicle = register(customer, color="blue")
    reply = customer.patch(url(vehicle), {"plate": "b-new 1", "odometer_km": 51_000})

    assert reply.status_code == 200
    assert reply.json() == {
        **vehicle, "plate": "B-NEW 1", "odometer_km": 51_000, "distance_km": 51_000,
        "updated_at": reply.json()["updated_at"],
    }  # fmt: skip
    row = Vehicle.objects.get()
    assert (row.plate, row.odometer_km, row.color) == ("B-NEW 1", 51_000, "blue")
    (event,) = emitted("vehicle.changed.v1")
    assert (event.subject, event.data["plate"]) == (vehicle["id"], "B-NEW 1")
    assert event.data.keys() == example(event.name).keys()


def test_staff_change_any(register, customer, employee):
    assert employee.patch(url(register(customer)), {"color": "green"}).json()["color"] == "green"


def test_another_persons_vehicle_is_not_there(register, customer, stranger, emitted):
    vehicle = register(customer)
    reply = stranger.patch(url(vehicle), {"color": "red"})
    assert reply.status_code == 404
    assert Vehicle.objects.get().color == ""
    assert not emitted("vehicle.changed.v1")


def test_the_owner_stays(register, customer, stranger):
    reply = customer.patch(url(register(customer)), {"owner_id": str(stranger.account_id)})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["code"] == "unknown_field"


def test_a_change_to_what_nobody_changed_since_goes_through(register, customer):
    vehicle = register(customer)
    tag = customer.get(url(vehicle))["ETag"]
    reply = customer.patch(url(vehicle), {"color": "red"}, headers={"If-Match": tag})
    assert reply.status_code == 200
    assert reply["ETag"] == customer.get(url(vehicle))["ETag"] != tag


def test_a_change_to_what_was_changed_meanwhile_is_refused(register, customer, employee, emitted):
    vehicle = register(customer)
    stale = customer.get(url(vehicle))["ETag"]
    employee.patch(url(vehicle), {"make": "Daihatsu"})
    reply = customer.patch(url(vehicle), {"color": "red"}, headers={"If-Match": stale})
    assert reply.status_code == 412
    assert reply.json()["code"] == "precondition_failed"
    assert Vehicle.objects.get().color == ""
    assert len(emitted("vehicle.changed.v1")) == 1


def test_a_plate_that_another_has_is_refused(register, customer, emitted):
    register(customer, plate="B-X 1")
    reply = customer.patch(url(register(customer)), {"plate": "B-X 1"})
    assert (reply.status_code, reply.json()["code"]) == (409, "plate_taken")
    assert not emitted("vehicle.changed.v1")


def test_a_wrong_check_digit_is_refused(register, customer, emitted):
    vehicle = register(customer, vin=GOOD_VIN)
    reply = customer.patch(url(vehicle), {"vin": WRONG_VIN})
    assert (reply.status_code, reply.json()["code"]) == (422, "vin_check_digit")
    assert Vehicle.objects.get().vin == GOOD_VIN
    assert not emitted("vehicle.changed.v1")


def test_a_vin_once_waived_need_not_be_waived_again(register, customer):
    vehicle = register(customer, vin=WRONG_VIN, vin_check_waived=True)
    assert customer.patch(url(vehicle), {"vin": WRONG_VIN, "color": "red"}).status_code == 200


def test_a_change_that_changes_nothing_is_no_news(register, customer, emitted):
    vehicle = register(customer, color="red")
    assert customer.patch(url(vehicle), {"color": "red"}).json() == vehicle
    assert customer.patch(url(vehicle), {}).json() == vehicle
    assert not emitted("vehicle.changed.v1")


def url(vehicle: dict[str, str]) -> str:
    return f"/api/v1/vehicles/{vehicle['id']}/"
