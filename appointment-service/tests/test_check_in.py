"""POST /api/v1/appointments/{id}/check-in/; the work order follows the event."""

from datetime import UTC, datetime

import pytest

from appointments.models import AppointmentTransition
from tests.rows import holds_capacity, row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"


@pytest.fixture
def confirmed(workshop, book, customer, employee):
    workshop()
    return employee.post(url_of(book(customer, EIGHT), "confirm")).json()


def test_staff_check_in_on_the_day(confirmed, employee, clock, emitted, example):
    clock.move_to(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))  # Tuesday has begun in Berlin
    reply = employee.post(url_of(confirmed, "check-in"))
    assert (reply.status_code, reply.json()) == (200, {**confirmed, "status": "checked_in"})
    assert row_of(confirmed).status == "checked_in"
    assert holds_capacity(confirmed)
    (event,) = emitted("appointment.checked_in.v1")
    assert (event.subject, event.data["status"]) == (confirmed["id"], "checked_in")
    assert event.data.keys() == example(event.name).keys()


def test_the_day_before_is_too_early(confirmed, employee, admin, emitted):
    for client in (employee, admin):
        reply = client.post(url_of(confirmed, "check-in"))
        assert (reply.status_code, reply.json()["code"]) == (409, "too_early")
        assert reply.json()["day"] == "2026-11-24"
    assert row_of(confirmed).status == "confirmed"
    assert not emitted("appointment.checked_in.v1")


def test_the_day_after_is_too_late(confirmed, employee, clock):
    clock.move_to(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    assert employee.post(url_of(confirmed, "check-in")).json()["code"] == "too_late"


def test_who_may_override_a_policy_does_so_with_a_reason_that_is_kept(confirmed, employee, foreman):
    sent = {"override_reason": "The car was towed in."}
    assert employee.post(url_of(confirmed, "check-in"), sent).json()["code"] == "too_early"
    assert foreman.post(url_of(confirmed, "check-in"), {}).json()["code"] == "too_early"
    assert foreman.post(url_of(confirmed, "check-in"), sent).json()["status"] == "checked_in"
    line = AppointmentTransition.objects.latest("id")
    assert (line.to_status, line.reason, line.actor_id) == (
        "checked_in", "The car was towed in.", foreman.account_id,
    )  # fmt: skip


@pytest.mark.shows("AP19")
def test_it_happens_once(confirmed, admin, emitted):
    sent = {"override_reason": "The car was towed in."}
    admin.post(url_of(confirmed, "check-in"), sent)
    reply = admin.post(url_of(confirmed, "check-in"), sent)
    assert (reply.status_code, reply.json()["allowed"]) == (
        409,
        ["start", "assign", "extend", "cancel"],
    )
    assert len(emitted("appointment.checked_in.v1")) == 1


def test_what_is_not_confirmed_cannot_be_checked_in(workshop, book, customer, admin):
    workshop()
    reply = admin.post(url_of(book(customer, EIGHT), "check-in"), {"override_reason": "Here."})
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")


def test_a_customer_cannot(confirmed, customer):
    assert customer.post(url_of(confirmed, "check-in")).status_code == 403


def test_on_another_day_it_takes_up_what_is_free_from_now_on(confirmed, admin, slots, clock, book, customer):
    clock.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False)
    reply = admin.post(url_of(confirmed, "check-in"), {"override_reason": "Towed in."})
    assert (reply.json()["start"], reply.json()["end"]) == ("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z")
    assert {taken.during.lower for taken in row_of(confirmed).allocations.all()} == {row_of(confirmed).start}
    assert "2026-11-23T09:30:00Z" not in slots("2026-11-23")
    assert EIGHT in slots("2026-11-24")


def test_on_another_day_without_room_it_keeps_its_time(confirmed, admin, book, stranger, slots):
    book(stranger, "2026-11-23T08:30:00Z")
    reply = admin.post(url_of(confirmed, "check-in"), {"override_reason": "Towed in."})
    assert (reply.status_code, reply.json()) == (200, {**confirmed, "status": "checked_in"})
    assert holds_capacity(confirmed)
    assert EIGHT not in slots("2026-11-24")
