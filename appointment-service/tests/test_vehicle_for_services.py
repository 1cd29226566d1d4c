"""GET /internal/vehicles/{vehicle_id}/, which is asked before a vehicle changes hands."""

from datetime import timedelta

import pytest

from appointments.models import Appointment
from appointments.statuses import Status
from chassis.models import new_id
from tests.moments import NOW

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"
OPEN_UNTIL_ITS_END = {"pending", "confirmed"}
OPEN = OPEN_UNTIL_ITS_END | {"checked_in", "in_progress"}


@pytest.fixture
def asked(api):
    def of(vehicle_id):
        reply = api.as_service("vehicleandproject-service").get(f"/internal/vehicles/{vehicle_id}/")
        assert reply.status_code == 200, reply.json()
        return reply.json()["open_appointments"]

    return of


@pytest.mark.parametrize("status", Status.values)
def test_it_says_which_appointments_are_not_over(workshop, book, customer, clock, asked, status):
    workshop()
    booked = book(customer, EIGHT)
    Appointment.objects.update(status=status)
    clock.move_to(NOW)
    assert asked(booked["vehicle_id"]) == ([booked["id"]] if status in OPEN else [])
    clock.move_to(NOW + timedelta(days=30))
    assert asked(booked["vehicle_id"]) == ([booked["id"]] if status in OPEN - OPEN_UNTIL_ITS_END else [])


def test_of_a_vehicle_that_nobody_booked_there_are_none(asked):
    assert asked(new_id()) == []


@pytest.mark.parametrize("person", ["customer", "employee", "admin"])
def test_a_person_may_not_ask(person, request):
    assert request.getfixturevalue(person).get(f"/internal/vehicles/{new_id()}/").status_code == 403
