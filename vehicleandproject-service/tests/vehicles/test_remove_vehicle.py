"""DELETE /api/v1/vehicles/{id}/; what was done to it stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from projects.statuses import OVER, Status
from tests.vehicles.vins import GOOD_VIN
from vehicles.models import Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bookings")]


@pytest.mark.shows("VE01")
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


@pytest.mark.shows("VE01")
def test_what_was_done_to_a_removed_vehicle_can_still_be_read(register, customer, employee):
    vehicle = register(customer)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = customer.post("/api/v1/projects/", body).json()
    employee.post(f"/api/v1/projects/{project['id']}/cancel/", {"reason": "Sold."})
    assert customer.delete(url(vehicle)).status_code == 204
    for reader in (customer, employee):
        assert reader.get(f"/api/v1/projects/{project['id']}/").json()["title"] == "Brakes squeal"
        (past,) = reader.get("/api/v1/projects/", {"vehicle_id": vehicle["id"]}).json()["results"]
        assert past["id"] == project["id"]


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


@pytest.mark.parametrize("status", Status.values)
def test_while_work_on_it_is_not_over_a_vehicle_stays(register, customer, emitted, status):
    vehicle = register(customer)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = customer.post("/api/v1/projects/", body).json()
    Project.objects.update(status=status)
    reply = customer.delete(url(vehicle))
    if status in OVER:
        assert reply.status_code == 204
    else:
        assert (reply.status_code, reply.json()["code"]) == (409, "vehicle_in_use")
        assert (reply.json()["projects"], reply.json()["appointments"]) == ([project["id"]], [])
        assert Vehicle.objects.get().removed_at is None
        assert not emitted("vehicle.removed.v1")


@pytest.mark.parametrize(
    ("status", "ends_in_hours", "stays"),
    [
        ("pending", 48, True),
        ("confirmed", 48, True),
        ("confirmed", 0.5, True),
        ("confirmed", -1, False),
        ("pending", -1, False),
        ("checked_in", -1, True),
        ("in_progress", -1, True),
        ("cancelled", 48, False),
        ("completed", -1, False),
        ("no_show", -1, False),
    ],
)
def test_while_it_is_booked_in_a_vehicle_stays(
    register, customer, bookings, emitted, status, ends_in_hours, stays
):
    vehicle = register(customer)
    booked = booking(vehicle, status, ends_in_hours)
    page = {"next": None, "previous": None, "results": [booked]}
    bookings.replies("GET", "/api/v1/appointments/", page)
    reply = customer.delete(url(vehicle))
    assert reply.status_code == (409 if stays else 204)
    assert (Vehicle.objects.get().removed_at is None) is stays
    assert len(emitted("vehicle.removed.v1")) == (0 if stays else 1)
    if stays:
        assert (reply.json()["code"], reply.json()["appointments"]) == ("vehicle_in_use", [booked["id"]])
    (question,) = bookings.calls
    assert f"vehicle_id={vehicle['id']}" in question.path
    assert question.headers["Authorization"] == customer._credentials["HTTP_AUTHORIZATION"]


@pytest.mark.django_db(transaction=True)
def test_of_a_request_and_a_removal_at_once_one_is_refused(register, customer):
    vehicle = register(customer)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    requests = [lambda: customer.post("/api/v1/projects/", body), lambda: customer.delete(url(vehicle))]
    changed, removed = at_the_same_time(*requests)
    assert (changed.status_code, removed.status_code) in {(201, 409), (400, 204)}
    assert (Vehicle.objects.get().removed_at is None) is Project.objects.exists()


def test_while_nobody_can_say_whether_it_is_booked_in_it_stays(register, customer, bookings):
    vehicle = register(customer)
    bookings.down()
    reply = customer.delete(url(vehicle))
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert customer.get(url(vehicle)).status_code == 200


def booking(vehicle, status, ends_in_hours):
    """What appointment-service says of a booking of the vehicle."""
    end = timezone.now() + timedelta(hours=ends_in_hours)
    start = end - timedelta(hours=1)
    return {
        "id": str(new_id()),
        "vehicle_id": vehicle["id"],
        "status": status,
        "start": start.isoformat(),
        "end": end.isoformat(),
    }


def url(vehicle: dict[str, str]) -> str:
    return f"/api/v1/vehicles/{vehicle['id']}/"
