"""POST /api/v1/appointments/{id}/confirm/."""

import pytest

from tests.rows import holds_capacity, row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


def test_staff_confirm(workshop, book, customer, employee, emitted, example):
    workshop()
    booked = book(customer, EIGHT)
    reply = employee.post(url_of(booked, "confirm"))
    assert (reply.status_code, reply.json()) == (200, {**booked, "status": "confirmed"})
    assert row_of(booked).status == "confirmed"
    assert holds_capacity(booked)
    (event,) = emitted("appointment.confirmed.v1")
    assert (event.subject, event.data["status"]) == (booked["id"], "confirmed")
    assert event.data.keys() == example(event.name).keys()


def test_a_customer_cannot(workshop, book, customer, emitted):
    workshop()
    booked = book(customer, EIGHT)
    assert customer.post(url_of(booked, "confirm")).status_code == 403
    assert row_of(booked).status == "pending"
    assert not emitted("appointment.confirmed.v1")


def test_it_happens_once(workshop, book, customer, employee, emitted):
    workshop()
    booked = book(customer, EIGHT)
    employee.post(url_of(booked, "confirm"))
    reply = employee.post(url_of(booked, "confirm"))
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["allowed"] == ["check-in", "reschedule", "assign", "cancel", "no-show"]
    assert len(emitted("appointment.confirmed.v1")) == 1


def test_a_retry_gets_the_first_answer(workshop, book, customer, employee, emitted):
    workshop()
    booked = book(customer, EIGHT)
    key = {"Idempotency-Key": "one-confirmation"}
    first, second = (employee.post(url_of(booked, "confirm"), headers=key) for _ in range(2))
    assert (second.status_code, second.content) == (200, first.content)
    assert len(emitted("appointment.confirmed.v1")) == 1
