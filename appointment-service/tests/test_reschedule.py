"""POST /api/v1/appointments/{id}/reschedule/."""

from datetime import UTC, datetime

import pytest

from appointments.local_time import instant_text
from appointments.models import AppointmentTransition
from chassis.testing.parallel import at_the_same_time
from tests.rows import holds_capacity, row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT, TEN, TUESDAY = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z", "2026-11-24"
LATER = "2026-11-24T11:00:00Z"


@pytest.mark.shows("AP14")
def test_a_customer_moves_their_appointment(workshop, book, customer, slots, emitted, example):
    workshop(hours=(("08:00", "11:00"),))
    booked = book(customer, EIGHT)
    reply = customer.post(url_of(booked, "reschedule"), {"start": TEN})
    assert reply.status_code == 200
    when = {"start": TEN, "end": "2026-11-24T10:00:00Z"}
    assert reply.json() == {**booked, **when, "services": [{**booked["services"][0], **when}]}
    assert row_of(booked).start == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert {taken.during.lower for taken in row_of(booked).allocations.all()} == {row_of(booked).start}
    assert slots(TUESDAY) == [EIGHT, "2026-11-24T07:30:00Z", "2026-11-24T08:00:00Z"]
    (event,) = emitted("appointment.rescheduled.v1")
    assert (event.subject, event.data["start"]) == (booked["id"], TEN)
    assert event.data.keys() == example(event.name).keys()


def test_to_where_it_is_changes_and_tells_nothing(workshop, book, customer, employee, emitted):
    workshop(bays=2, technicians=2)
    booked = book(customer, EIGHT)
    employee.post(url_of(booked, "confirm"))
    before = row_of(booked)
    reply = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T08:00:00+01:00"})
    assert (reply.status_code, reply.json()) == (200, {**booked, "status": "confirmed"})
    assert row_of(booked).updated_at == before.updated_at
    assert before.transitions.count() == 2
    assert not emitted("appointment.rescheduled.v1")


def test_a_service_that_is_sold_no_longer_may_still_be_moved(workshop, book, customer):
    service_type = workshop()
    booked = book(customer, EIGHT)
    service_type.update({"is_active": False})
    assert customer.post(url_of(booked, "reschedule"), {"start": TEN}).status_code == 200


def test_it_may_move_into_its_own_old_time(workshop, book, customer):
    workshop()
    booked = book(customer, EIGHT)
    assert customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T07:30:00Z"}).status_code == 200


@pytest.mark.shows("AP14")
def test_a_failure_keeps_the_old_slot(workshop, book, customer, stranger, emitted):
    workshop()
    booked, _ = book(customer, EIGHT), book(stranger, TEN)
    reply = customer.post(url_of(booked, "reschedule"), {"start": TEN})
    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
    assert len(reply.json()["alternatives"]) == 3
    assert customer.get(url_of(booked)).json() == booked
    assert holds_capacity(booked)
    assert not emitted("appointment.rescheduled.v1")


def test_what_is_no_slot_is_refused_with_the_reason(workshop, book, customer):
    workshop()
    booked = book(customer, EIGHT)
    reply = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T03:00:00Z"})
    assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (409, "not_a_slot", "closed")


@pytest.mark.shows("AP15")
def test_the_deadline_ends_to_the_minute_and_staff_have_none(
    workshop, book, customer, employee, clock, emitted
):
    workshop(policy={"cancel_deadline_minutes": 120})
    booked, other = book(customer, EIGHT), book(customer, "2026-11-24T08:00:00Z")
    clock.move_to(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), tick=False)
    assert customer.post(url_of(booked, "reschedule"), {"start": LATER}).status_code == 200
    clock.move_to(datetime(2026, 11, 24, 6, 1, tzinfo=UTC), tick=False)
    reply = customer.post(url_of(other, "reschedule"), {"start": TEN})
    assert (reply.status_code, reply.json()["code"]) == (409, "deadline_passed")
    assert reply.json()["deadline"] == "2026-11-24T06:00:00Z"
    assert instant_text(row_of(other).start) == "2026-11-24T08:00:00Z"
    assert len(emitted("appointment.rescheduled.v1")) == 1
    assert employee.post(url_of(other, "reschedule"), {"start": TEN}).status_code == 200


def test_what_is_over_is_not_moved(workshop, book, customer, emitted):
    workshop()
    booked = book(customer, EIGHT)
    customer.post(url_of(booked, "cancel"))
    reply = customer.post(url_of(booked, "reschedule"), {"start": TEN})
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert (reply.json()["current_status"], reply.json()["allowed"]) == ("cancelled", [])
    assert not emitted("appointment.rescheduled.v1")


def test_what_was_confirmed_is_to_be_confirmed_anew_when_its_customer_moves_it(
    workshop, book, customer, employee, emitted
):
    workshop()
    booked = book(customer, EIGHT)
    employee.post(url_of(booked, "confirm"))
    assert employee.post(url_of(booked, "reschedule"), {"start": TEN}).json()["status"] == "confirmed"
    assert customer.post(url_of(booked, "reschedule"), {"start": EIGHT}).json()["status"] == "pending"
    assert row_of(booked).status == "pending"
    line = AppointmentTransition.objects.latest("id")
    assert (line.from_status, line.to_status) == ("confirmed", "pending")
    statuses = [event.data["status"] for event in emitted("appointment.rescheduled.v1")]
    assert statuses == ["confirmed", "pending"]


def test_another_persons_appointment_is_not_there(workshop, book, customer, stranger):
    workshop()
    reply = stranger.post(url_of(book(customer, EIGHT), "reschedule"), {"start": TEN})
    assert reply.status_code == 404


def test_a_retry_moves_once(workshop, book, customer, emitted):
    workshop()
    booked = book(customer, EIGHT)
    first, second = (
        customer.post(url_of(booked, "reschedule"), {"start": TEN}, headers={"Idempotency-Key": "one-move"})
        for _ in range(2)
    )
    assert first.content == second.content
    assert len(emitted("appointment.rescheduled.v1")) == 1


@pytest.mark.shows("AP14")
@pytest.mark.django_db(transaction=True)
def test_two_that_want_each_others_time_never_fail_otherwise_than_by_409(
    workshop, book, customer, employee, slots
):
    workshop()
    first, second = book(customer, EIGHT), book(customer, TEN)

    def move(booked, start):
        return employee.post(url_of(booked, "reschedule"), {"start": start}).status_code

    moves = (lambda: move(first, TEN), lambda: move(second, EIGHT))
    assert at_the_same_time(*moves) == [409, 409]
    assert holds_capacity(first)
    assert holds_capacity(second)
    assert (row_of(first).start.hour, row_of(second).start.hour) == (7, 9)
