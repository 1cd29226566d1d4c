"""When a courtesy car is back: brought, handed over, later than it was due."""

from datetime import UTC, datetime, timedelta

import pytest

from appointments.actions import book_for
from chassis.auth import Actor
from chassis.errors import Conflict
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from tests.lending.uses import uses
from tests.moments import NOW
from tests.rows import row_of
from tests.urls import url_of

EIGHT, NINE, TEN = (f"2026-11-24T{hour}:00:00Z" for hour in ("08", "09", "10"))
pytestmark = pytest.mark.django_db


@pytest.mark.shows("AP26")
def test_what_is_brought_back_is_free_from_then_on(
    workshop, cars, book_with_car, customer, api, emitted, clock
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until="2026-11-24T16:00:00Z")
    clock.move_to(NOW + timedelta(days=1, minutes=90), tick=False)
    staff = api.as_employee()
    back = staff.post(url_of(booked, "take-back"))
    assert back.json()["lent"]["returned_at"] == "2026-11-24T09:30:00Z"
    assert uses() == [("Car 1", "24 08:00", "24 09:30")]
    (news,) = emitted("appointment.loan_changed.v1")
    assert news.data["lent"] == back.json()["lent"]
    again = staff.post(url_of(booked, "take-back"))
    assert (again.status_code, again.json()["code"]) == (409, "nothing_lent")
    assert len(emitted("appointment.loan_changed.v1")) == 1


@pytest.mark.shows("AP26")
def test_it_is_back_when_the_vehicle_is_handed_over_and_not_when_the_work_is_done(
    workshop, cars, book_with_car, customer, api, deliver, example, clock
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until="2026-11-24T16:00:00Z")
    clock.move_to(NOW + timedelta(days=1))
    staff = api.as_employee()
    assert staff.post(url_of(booked, "confirm")).status_code == 200
    assert staff.post(url_of(booked, "check-in"), {}).status_code == 200
    news = example("project.status_changed.v1", "vehicleandproject-service")
    news |= {"appointment_id": booked["id"], "reason": ""}
    for status, hour in (("in_progress", 8), ("ready", 9), ("delivered", 10)):
        at = NOW.replace(day=24, hour=hour)
        assert deliver("project.status_changed.v1", {**news, "status": status}, occurred_at=at) == "handled"
        if status == "ready":
            assert row_of(booked).status == "completed"
            assert uses() == [("Car 1", "24 08:00", "24 16:00")]
    assert uses() == [("Car 1", "24 08:00", "24 10:00")]
    assert row_of(booked).lent["returned_at"] == TEN


@pytest.mark.shows("AP26")
def test_who_keeps_it_longer_keeps_it_or_collides_and_is_told_with_whom(
    workshop, cars, book_with_car, customer, stranger, employee, emitted
):
    workshop()
    cars(1)
    first, second = book_with_car(customer, EIGHT), book_with_car(stranger, TEN)
    longer = employee.post(url_of(first, "lend-until"), {"lent_until": TEN})
    assert (longer.status_code, longer.json()["lent"]["ends"]) == (200, TEN)
    refused = employee.post(url_of(first, "lend-until"), {"lent_until": "2026-11-24T10:30:00Z"})
    assert (refused.status_code, refused.json()["code"]) == (409, "lent_to_another")
    assert (refused.json()["appointment_id"], refused.json()["start"]) == (second["id"], TEN)
    assert uses() == [("Car 1", "24 08:00", "24 10:00"), ("Car 1", "24 10:00", "24 11:00")]
    assert len(emitted("appointment.loan_changed.v1")) == 1


def test_what_comes_back_late_was_lent_until_then_as_far_as_nobody_has_it(
    workshop, cars, book_with_car, customer, stranger, api, clock
):
    workshop()
    cars(1)
    first = book_with_car(customer, EIGHT)
    second = book_with_car(stranger, "2026-11-25T08:00:00Z")
    clock.move_to(NOW + timedelta(days=1, hours=3), tick=False)
    staff = api.as_employee()
    assert staff.post(url_of(first, "take-back")).status_code == 200
    assert uses()[0] == ("Car 1", "24 08:00", "24 11:00")
    clock.move_to(NOW + timedelta(days=2, hours=3), tick=False)
    assert api.as_employee().post(url_of(second, "take-back")).json()["lent"]["returned_at"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "lent_until"), ({"lent_until": EIGHT}, "lent_until"), ({"lent_until": "soon"}, "lent_until")],
)
def test_a_moment_that_is_none_changes_no_loan(
    workshop, cars, book_with_car, customer, employee, body, field
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT)
    reply = employee.post(url_of(booked, "lend-until"), body)
    assert [one["field"] for one in reply.json()["errors"]] == [field]
    assert uses() == [("Car 1", "24 08:00", "24 09:00")]


@pytest.mark.parametrize(
    ("lent_until", "ends"),
    [(None, "24 09:30"), ("2026-11-24T09:10:00Z", "24 09:30"), ("2026-11-24T12:00:00Z", "24 12:00")],
)
def test_while_the_work_takes_longer_the_customer_has_the_car(
    workshop, cars, book_with_car, customer, api, clock, lent_until, ends
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, **({"lent_until": lent_until} if lent_until else {}))
    clock.move_to(NOW + timedelta(days=1))
    staff = api.as_employee()
    assert staff.post(url_of(booked, "confirm")).status_code == 200
    assert staff.post(url_of(booked, "check-in"), {}).status_code == 200
    longer = staff.post(url_of(booked, "extend"), {"end": "2026-11-24T09:30:00Z"})
    assert longer.status_code == 200, longer.json()
    assert uses() == [("Car 1", "24 08:00", ends)]
    assert longer.json()["lent"]["ends"] == f"2026-11-{ends[:2]}T{ends[3:]}:00Z"


def test_without_a_loan_there_is_nothing_to_bring_back(workshop, book, customer, employee):
    workshop()
    booked = book(customer, EIGHT)
    assert booked["lent"] is None
    for action, body in (("take-back", None), ("lend-until", {"lent_until": TEN})):
        reply = employee.post(url_of(booked, action), body)
        assert (reply.status_code, reply.json()["code"]) == (409, "nothing_lent")


def test_loans_are_the_staffs_to_end(workshop, cars, book_with_car, customer, api):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT)
    for action, body in (("take-back", None), ("lend-until", {"lent_until": TEN})):
        assert customer.post(url_of(booked, action), body).status_code == 403
        assert api.post(url_of(booked, action), body).status_code == 401
    assert row_of(booked).lent["returned_at"] is None


@pytest.mark.shows("AP26")
@pytest.mark.django_db(transaction=True)
def test_who_keeps_it_longer_and_who_books_it_do_not_both_have_it(
    workshop, cars, book_with_car, customer, employee
):
    workshop(bays=9, technicians=9)
    cars(1)
    booked = book_with_car(customer, EIGHT)

    def longer() -> int:
        return employee.post(url_of(booked, "lend-until"), {"lent_until": TEN}).status_code

    def another() -> int:
        wanted = {"service_type": "oil-change", "lend": "courtesy_car"}
        wanted |= {"vehicle_id": new_id(), "start": datetime(2026, 11, 24, 9, tzinfo=UTC)}
        try:
            book_for(Actor(id=new_id(), role="employee"), new_id(), wanted)
        except Conflict:
            return 409
        return 201

    came = at_the_same_time(longer, *[another] * 6)
    assert came.count(201) == (0 if came[0] == 200 else 1)
    assert len(uses()) == 1 + came.count(201)
