"""POST /api/v1/appointments/{id}/start/, complete/ and no-show/ (AP20)."""

from datetime import UTC, datetime

import pytest

from appointments.statuses import CUSTOMERS_TRANSITIONS, HOLDING_CAPACITY, TRANSITIONS, Status
from tests.conftest import holds_capacity, one, row_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


@pytest.fixture
def checked_in(workshop, book, customer, admin):
    workshop()
    booked = book(customer, EIGHT)
    admin.post(one(booked, "confirm"))
    return admin.post(one(booked, "check-in"), {"override_reason": "Early bird."}).json()


def test_work_begins_and_ends(checked_in, employee, emitted, example, slots):
    reply = employee.post(one(checked_in, "start"))
    assert (reply.status_code, reply.json()["status"]) == (200, "in_progress")
    assert row_of(checked_in).status == "in_progress"
    assert holds_capacity(checked_in)
    reply = employee.post(one(checked_in, "complete"))
    assert (reply.status_code, reply.json()) == (200, {**checked_in, "status": "completed"})
    assert row_of(checked_in).status == "completed"
    assert not row_of(checked_in).allocations.exists()
    assert EIGHT in slots("2026-11-24")
    for name in ("appointment.started.v1", "appointment.completed.v1"):
        (event,) = emitted(name)
        assert event.subject == checked_in["id"]
        assert event.data.keys() == example(name).keys()


def test_work_ends_after_it_began(checked_in, employee, emitted):
    reply = employee.post(one(checked_in, "complete"))
    assert (reply.status_code, reply.json()["allowed"]) == (409, ["start", "assign", "cancel"])
    assert not emitted("appointment.completed.v1")


def test_nobody_has_missed_what_has_not_begun(workshop, book, customer, employee, clock, emitted, example):
    workshop()
    booked = book(customer, EIGHT)
    clock.move_to(datetime(2026, 11, 24, 6, 59, tzinfo=UTC), tick=False)
    reply = employee.post(one(booked, "no-show"))
    assert (reply.status_code, reply.json()["code"], reply.json()["start"]) == (409, "too_early", EIGHT)
    assert row_of(booked).status == "pending"
    assert not emitted("appointment.no_show.v1")
    clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC), tick=False)
    assert employee.post(one(booked, "no-show")).json() == {**booked, "status": "no_show"}
    assert not row_of(booked).allocations.exists()
    (event,) = emitted("appointment.no_show.v1")
    assert event.data.keys() == example(event.name).keys()


@pytest.mark.parametrize("action", ["start", "complete", "no-show"])
def test_a_customer_cannot(checked_in, customer, action):
    assert customer.post(one(checked_in, action)).status_code == 403
    assert row_of(checked_in).status == "checked_in"


def test_every_status_leads_somewhere_or_holds_nothing():
    assert set(TRANSITIONS.statuses()) == set(CUSTOMERS_TRANSITIONS.statuses()) == set(Status.values)
    for status in Status:
        assert bool(TRANSITIONS.verbs(status)) == (status in HOLDING_CAPACITY)


def test_a_customer_has_no_verb_that_the_staff_have_not():
    for status in Status:
        assert set(CUSTOMERS_TRANSITIONS.verbs(status)) <= set(TRANSITIONS.verbs(status))
