"""POST /api/v1/appointments/closures/{id}/move-bookings/."""

from datetime import UTC, datetime

import pytest

from appointments.models import Appointment
from chassis.models import new_id
from resources.models import Closure
from tests.rows import closed_for, holds_capacity, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT, NINE, TEN = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"
TUESDAY = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Inventory"}
WEDNESDAY_EIGHT, WEDNESDAY_NINE = "2026-11-25T07:00:00Z", "2026-11-25T08:00:00Z"
CLOSURES = f"{URL}closures/"


@pytest.fixture
def close(admin):
    """The address at which the bookings of a closure are moved."""

    def close(**changes):
        closure = admin.post(CLOSURES, {**TUESDAY, **changes}).json()
        return f"{CLOSURES}{closure['id']}/move-bookings/"

    return close


def moved(booked, start):
    return {
        "appointment_id": booked["id"],
        "outcome": "moved",
        "old_start": booked["start"],
        "new_start": start,
        "reason": None,
    }


def left(booked, reason):
    return {**moved(booked, None), "outcome": "left", "reason": reason}


def test_each_is_moved_to_the_next_start_it_can_have(
    workshop, book, customer, stranger, employee, admin, close, emitted
):
    workshop()
    later, earlier = book(customer, NINE), book(stranger, EIGHT)
    employee.post(url_of(later, "confirm"))
    reply = admin.post(close())
    assert reply.status_code == 200
    assert reply.json() == {
        "results": [moved(later, WEDNESDAY_EIGHT), moved(earlier, WEDNESDAY_NINE)],
        "next": None,
    }
    row = row_of(later)
    assert (row.start, row.status, row.attention) == (
        datetime(2026, 11, 25, 7, tzinfo=UTC),
        "confirmed",
        None,
    )
    assert row.services[0]["start"] == WEDNESDAY_EIGHT
    assert {taken.during.lower for taken in row.allocations.all()} == {row.start}
    line = customer.get(url_of(later, "history")).json()["results"][-1]
    assert (line["reason"], line["start"]) == ("The workshop is closed: Inventory", WEDNESDAY_EIGHT)
    assert line["actor_id"] == str(admin.account_id)
    assert [(event.subject, event.data["start"]) for event in emitted("appointment.rescheduled.v1")] == [
        (later["id"], WEDNESDAY_EIGHT),
        (earlier["id"], WEDNESDAY_NINE),
    ]


def test_on_the_same_day_where_there_is_room(workshop, book, customer, admin, close):
    workshop()
    booked = book(customer, EIGHT)
    reply = admin.post(close(start="2026-11-24T08:30:00+01:00", end="2026-11-24T10:00:00+01:00"))
    assert reply.json()["results"] == [moved(booked, TEN)]


def test_with_its_own_technician_if_they_are_free(workshop, book, customer, stranger, admin, close):
    workshop(bays=2, technicians=2)
    first, second = book(stranger, EIGHT), book(customer, EIGHT)
    assert first["employee_id"] < second["employee_id"]  # who would be chosen, for the work is even
    stranger.post(url_of(first, "cancel"))
    assert admin.post(close()).json()["results"] == [moved(second, WEDNESDAY_EIGHT)]
    assert str(row_of(second).employee_id) == second["employee_id"]


def test_with_another_if_their_own_is_not(workshop, book, customer, stranger, admin, close):
    workshop(bays=2, technicians=2)
    booked = book(customer, EIGHT)
    taken = book(stranger, WEDNESDAY_EIGHT, preferred_technician_id=booked["employee_id"])
    assert taken["employee_id"] == booked["employee_id"]
    assert admin.post(close()).json()["results"] == [moved(booked, WEDNESDAY_EIGHT)]
    assert str(row_of(booked).employee_id) != booked["employee_id"]
    assert row_of(booked).assignment_reason == "only_one"


def test_what_cannot_be_moved_is_left_and_says_why(
    workshop, book, customer, employee, admin, close, clock, emitted
):
    workshop(policy={"horizon_days": 1})
    here, stays = book(customer, EIGHT), book(customer, NINE)
    employee.post(url_of(here, "confirm"))
    clock.move_to(datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    employee.post(url_of(here, "check-in"))
    address = close(end="2026-12-24T00:00:00+01:00")
    reply = admin.post(address).json()
    assert reply == {"results": [left(here, "vehicle_is_here"), left(stays, "no_slot")], "next": None}
    assert employee.get(url_of(stays)).json() == closed_for(stays)
    assert holds_capacity(stays)
    assert row_of(stays).transitions.count() == 1
    assert not emitted("appointment.rescheduled.v1")


def test_more_than_are_tried_at_once_are_tried_by_going_on(
    workshop, book, customer, admin, close, monkeypatch
):
    monkeypatch.setattr("appointments.actions.moving.TRIED_AT_ONCE", 1)
    workshop()
    first, second = book(customer, EIGHT), book(customer, NINE)
    address = close()
    assert admin.post(address).json() == {"results": [moved(first, WEDNESDAY_EIGHT)], "next": first["id"]}
    reply = admin.post(address, {"after": first["id"]}).json()
    assert reply == {"results": [moved(second, WEDNESDAY_NINE)], "next": None}
    assert admin.post(address).json() == {"results": [], "next": None}


def test_one_that_cannot_be_moved_is_not_in_the_way_of_the_rest(
    workshop, book, customer, admin, employee, close, monkeypatch, clock
):
    monkeypatch.setattr("appointments.actions.moving.TRIED_AT_ONCE", 1)
    workshop()
    here, second = book(customer, EIGHT), book(customer, NINE)
    employee.post(url_of(here, "confirm"))
    clock.move_to(datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    employee.post(url_of(here, "check-in"))
    address = close()
    for _ in range(2):
        reply = admin.post(address).json()
        assert reply == {"results": [left(here, "vehicle_is_here")], "next": here["id"]}
    assert admin.post(address, {"after": here["id"]}).json()["results"] == [moved(second, WEDNESDAY_EIGHT)]


def test_a_retry_moves_once_and_has_the_same_answer(workshop, book, customer, admin, close, emitted):
    workshop()
    book(customer, EIGHT)
    address, key = close(), {"Idempotency-Key": "moved"}
    first, second = (admin.post(address, headers=key) for _ in range(2))
    assert first.content == second.content
    assert len(emitted("appointment.rescheduled.v1")) == 1


def test_what_was_moved_before_it_was_interrupted_is_moved(
    workshop, book, customer, admin, close, monkeypatch, emitted
):
    workshop()
    first, second = book(customer, EIGHT), book(customer, NINE)
    address, key = close(), {"Idempotency-Key": "moved"}
    from appointments.actions import moving

    def fails_at_the_second(appointment, begin, now):
        if str(appointment.id) == second["id"]:
            raise RuntimeError("killed")
        return take_next(appointment, begin, now)

    take_next = moving.take_next
    with monkeypatch.context() as interrupted:
        interrupted.setattr(moving, "take_next", fails_at_the_second)
        with pytest.raises(RuntimeError, match="killed"):
            admin.post(address, headers=key)
    assert [row_of(booked).start.day for booked in (first, second)] == [25, 24]
    assert holds_capacity(second)
    assert admin.post(address, headers=key).json()["results"] == [moved(second, WEDNESDAY_NINE)]
    assert len(emitted("appointment.rescheduled.v1")) == 2


def test_only_who_may_change_the_calendar_moves_them(
    workshop, book, api, customer, employee, foreman, close, admin
):
    workshop()
    booked = book(customer, EIGHT)
    address = close()
    for client in (customer, employee, foreman):
        assert client.post(address).status_code == 403
    assert row_of(booked).start == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert api.as_employee(groups=["office"]).post(address).status_code == 200


def test_a_closure_that_is_not_there_moves_nothing(admin, workshop, book, customer, close):
    workshop()
    book(customer, EIGHT)
    assert admin.post(f"{CLOSURES}{new_id()}/move-bookings/").status_code == 404
    address = close()
    Closure.objects.all().delete()
    assert admin.post(address).status_code == 404
    assert Appointment.objects.get().transitions.count() == 1
