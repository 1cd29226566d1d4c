"""POST /api/v1/appointments/{id}/assign/."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chassis.models import new_id
from tests.rows import holds_capacity, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


@pytest.fixture
def booked(workshop, book, customer):
    workshop(bays=2, technicians=1, buffer_minutes=30)
    return book(customer, EIGHT)


def assign(client, appointment, employee_id):
    return client.post(url_of(appointment, "assign"), {"employee_id": str(employee_id)})


def test_staff_assign_a_technician_who_is_free(booked, hire, foreman, book, customer):
    other = hire()
    reply = assign(foreman, booked, other)
    services = [{**booked["services"][0], "employee_id": str(other)}]
    assert (reply.status_code, reply.json()) == (
        200,
        {
            **booked,
            "employee_id": str(other),
            "assignment_reason": "reassigned",
            "services": services,
        },
    )
    assert row_of(booked).employee_id == other
    taken = row_of(booked).allocations.get(kind="technician")
    assert (taken.resource_id, (taken.during.upper - taken.during.lower).seconds) == (other, 90 * 60)
    assert book(customer, EIGHT)["employee_id"] == booked["employee_id"]


def test_what_is_here_before_its_day_is_given_away_too(workshop, hire, book, customer, admin, clock):
    """It takes its technician from that very moment, which is later than the second it is noted for."""
    workshop()
    booked, other = book(customer, EIGHT), hire()
    admin.post(url_of(booked, "confirm"))
    clock.move_to(datetime(2026, 11, 23, 9, 0, 0, 500_000, tzinfo=UTC), tick=False)
    admin.post(url_of(booked, "check-in"), {"override_reason": "The car was towed in."})
    reply = assign(admin, booked, other)
    assert (reply.status_code, reply.json()["employee_id"]) == (200, str(other))
    taken = row_of(booked).allocations.get(kind="technician")
    assert (taken.resource_id, f"{taken.during.lower:%d %H:%M}") == (other, "23 09:00")


def test_one_who_has_other_work_is_refused(booked, hire, foreman, book, customer):
    hire()
    second = book(customer, EIGHT)
    reply = assign(foreman, booked, second["employee_id"])
    assert (reply.status_code, reply.json()["code"]) == (409, "busy")
    assert row_of(booked).employee_id == UUID(booked["employee_id"])
    assert holds_capacity(booked)


@pytest.mark.shows("EM02")
def test_one_without_the_skill_is_refused(booked, hire, foreman):
    reply = assign(foreman, booked, hire(skills=(("mechanics", "2026-11-23"), ("painting", None))))
    assert (reply.status_code, reply.json()["code"]) == (409, "unskilled")
    assert reply.json()["required_skill"] == "mechanics"


def test_one_who_is_not_at_work_is_refused(booked, hire, foreman):
    assert assign(foreman, booked, hire(hours=("08:00", "09:00"))).json()["code"] == "not_at_work"
    assert assign(foreman, booked, hire(hours=("08:00", "09:30"))).status_code == 200


def test_one_who_is_unknown_has_left_or_is_no_technician_is_refused(booked, hire, foreman):
    for employee_id in (new_id(), hire(is_active=False), hire(is_technician=False)):
        reply = assign(foreman, booked, employee_id)
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "employee_id")


def test_what_is_over_needs_nobody(booked, hire, foreman, customer):
    customer.post(url_of(booked, "cancel"))
    reply = assign(foreman, booked, hire())
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")


def test_whom_it_is_assigned_to_already_is_fine(booked, foreman, emitted):
    assert assign(foreman, booked, booked["employee_id"]).json() == booked
    assert not emitted("appointment.assigned.v1")


def test_others_are_told_whose_it_is_and_was(booked, hire, foreman, emitted, example):
    colleague = hire()
    assert assign(foreman, booked, colleague).status_code == 200
    (event,) = emitted("appointment.assigned.v1")
    assert (event.subject, event.data["employee_id"]) == (booked["id"], str(colleague))
    assert event.data["previous_employee_id"] == booked["employee_id"]
    assert event.data.keys() == example(event.name).keys()


def test_bookings_of_those_who_left_can_be_listed(booked, hire, foreman):
    params = {"technician_is_active": "false"}
    assert foreman.get(URL, params).json()["results"] == []
    hire(employee_id=UUID(booked["employee_id"]), is_active=False)
    (listed,) = foreman.get(URL, params).json()["results"]
    assert listed == {**booked, "needs_attention": ["technician_gone"]}


def test_only_who_may_assign_work_does(booked, hire, customer, employee):
    for client in (customer, employee):
        assert assign(client, booked, hire()).status_code == 403
    assert str(row_of(booked).employee_id) == booked["employee_id"]
