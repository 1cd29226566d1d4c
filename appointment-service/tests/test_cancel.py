"""POST /api/v1/appointments/{id}/cancel/."""

from datetime import UTC, datetime

import pytest

from appointments.models import AppointmentTransition
from tests.rows import row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


def test_a_customer_cancels_and_the_slot_is_free(workshop, book, customer, slots, emitted, example):
    workshop()
    booked = book(customer, EIGHT)
    reply = customer.post(url_of(booked, "cancel"), {"reason": "Sold the car."})
    assert (reply.status_code, reply.json()) == (200, {**booked, "status": "cancelled"})
    assert row_of(booked).status == "cancelled"
    assert not row_of(booked).allocations.exists()
    assert EIGHT in slots("2026-11-24")
    assert AppointmentTransition.objects.latest("id").reason == "Sold the car."
    (event,) = emitted("appointment.cancelled.v1")
    assert (event.subject, event.data["status"]) == (booked["id"], "cancelled")
    assert (event.data["reason"], event.data["reason_visibility"]) == ("Sold the car.", "customer")
    assert event.data.keys() == example(event.name).keys()


@pytest.mark.shows("AP15")
def test_the_deadline_ends_to_the_minute(workshop, book, customer, clock, emitted):
    workshop(policy={"cancel_deadline_minutes": 120})
    booked, other = book(customer, EIGHT), book(customer, "2026-11-24T08:00:00Z")
    clock.move_to(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), tick=False)
    assert customer.post(url_of(booked, "cancel")).status_code == 200
    clock.move_to(datetime(2026, 11, 24, 6, 1, tzinfo=UTC), tick=False)
    reply = customer.post(url_of(other, "cancel"))
    assert (reply.status_code, reply.json()["code"]) == (409, "deadline_passed")
    assert reply.json()["deadline"] == "2026-11-24T06:00:00Z"
    assert row_of(other).status == "pending"
    assert len(emitted("appointment.cancelled.v1")) == 1


@pytest.mark.shows("AP15")
def test_staff_cancel_at_any_time_with_a_reason(workshop, book, customer, employee, clock):
    workshop()
    booked = book(customer, EIGHT)
    clock.move_to(datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    reply = employee.post(url_of(booked, "cancel"))
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "reason")
    assert row_of(booked).status == "pending"
    assert employee.post(url_of(booked, "cancel"), {"reason": "The lift is broken."}).status_code == 200


def test_once_the_vehicle_is_checked_in_only_staff_cancel(workshop, book, customer, employee, clock, emitted):
    workshop(policy={"cancel_deadline_minutes": 0})
    booked = book(customer, EIGHT)
    employee.post(url_of(booked, "confirm"))
    clock.move_to(datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
    assert employee.post(url_of(booked, "check-in")).status_code == 200
    reply = customer.post(url_of(booked, "cancel"), {"reason": "Changed my mind."})
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["allowed"] == []
    assert row_of(booked).status == "checked_in"
    assert not emitted("appointment.cancelled.v1")


def test_what_is_over_stays_so(workshop, book, customer, emitted):
    workshop()
    booked = book(customer, EIGHT)
    customer.post(url_of(booked, "cancel"))
    reply = customer.post(url_of(booked, "cancel"))
    assert (reply.status_code, reply.json()["code"], reply.json()["allowed"]) == (
        409,
        "illegal_transition",
        [],
    )
    assert len(emitted("appointment.cancelled.v1")) == 1


def test_another_persons_appointment_is_not_there(workshop, book, customer, stranger):
    workshop()
    booked = book(customer, EIGHT)
    assert stranger.post(url_of(booked, "cancel")).status_code == 404
    assert row_of(booked).status == "pending"
