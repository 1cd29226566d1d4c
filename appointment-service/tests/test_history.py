"""GET /api/v1/appointments/{id}/history/."""

import pytest

from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"


def test_the_history_tells_what_happened_by_whom_and_why(
    workshop, book, customer, employee, foreman, admin, hire
):
    workshop()
    booked = book(customer, EIGHT)
    customer.post(url_of(booked, "reschedule"), {"start": TEN, "reason": "My train is late."})
    foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})
    employee.post(url_of(booked, "confirm"))
    admin.post(url_of(booked, "check-in"), {"override_reason": "Towed in."})
    lines = employee.get(url_of(booked, "history")).json()["results"]
    assert lines[0].keys() == {"from", "to", "actor_id", "reason", "reason_visibility", "start", "at"}
    assert [(line["from"], line["to"], line["reason"], line["start"]) for line in lines] == [
        (None, "pending", "", EIGHT),
        ("pending", "pending", "My train is late.", TEN),
        ("pending", "pending", "assigned to Technician 2", TEN),
        ("pending", "confirmed", "", TEN),
        ("confirmed", "checked_in", "Towed in.", "2026-11-23T08:00:00Z"),
    ]
    seen = customer.get(url_of(booked, "history")).json()["results"]
    assert [line["reason"] for line in seen] == ["", "My train is late.", "", "", ""]
    hidden = [line["reason_visibility"] for line in lines]
    assert hidden == ["customer", "customer", "internal", "customer", "internal"]
    who = [customer, customer, foreman, employee, admin]
    assert [line["actor_id"] for line in lines] == [str(client.account_id) for client in who]
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)


def test_another_persons_history_is_not_there(workshop, book, customer, stranger, employee):
    workshop()
    booked = book(customer, EIGHT)
    assert stranger.get(url_of(booked, "history")).status_code == 404
    assert employee.get(url_of(booked, "history")).status_code == 200
