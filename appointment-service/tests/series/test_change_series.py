"""Changing and cancelling a series: one date, what follows a date, or all."""

from datetime import timedelta

import pytest

from appointments.models import Appointment
from resources.models import Closure
from series.models import Series, SeriesDate
from tests.moments import NOW
from tests.series.dates import outcomes, series_url, statuses
from tests.urls import URL

pytestmark = pytest.mark.django_db
FOUR = ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"]


@pytest.fixture
def made(workshop, make_series, customer):
    """Three that are booked and one that is planned."""
    workshop(policy={"horizon_days": 16})
    return make_series(customer, count=4).json()


def starts():
    """What is booked, as the clock of UTC shows it."""
    return [
        f"{one.start:%m-%d %H:%M}"
        for one in Appointment.objects.exclude(status="cancelled").order_by("start")
    ]


@pytest.mark.shows("AP24")
def test_all_that_is_to_come_begins_at_another_time(made, customer, emitted):
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(reply) == dict.fromkeys(FOUR, "changed")
    assert starts() == ["11-24 10:00", "12-01 10:00", "12-08 10:00"]
    assert SeriesDate.objects.get(date="2026-12-15").start.hour == 10
    assert Series.objects.get().starts_at.hour == 11
    assert len(emitted("appointment.rescheduled.v1")) == 3
    again = customer.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(again) == dict.fromkeys(FOUR, "changed")
    assert len(emitted("appointment.rescheduled.v1")) == 3


@pytest.mark.shows("AP24")
def test_a_date_and_those_that_follow_begin_at_another_time(made, customer):
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00", "from": "2026-12-08"})
    assert outcomes(reply) == dict.fromkeys(FOUR[2:], "changed")
    assert starts() == ["11-24 08:00", "12-01 08:00", "12-08 10:00"]


@pytest.mark.shows("AP24")
def test_a_booking_whose_new_time_is_taken_keeps_its_own_and_leaves_the_others(
    made, customer, stranger, book, api
):
    book(stranger, "2026-12-01T10:30:00Z")
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(reply)["2026-12-01"] == "refused"
    refused = reply.json()["results"][1]
    assert (refused["code"], refused["status"], len(refused["alternatives"])) == ("slot_taken", "booked", 3)
    assert starts() == ["11-24 10:00", "12-01 08:00", "12-01 10:30", "12-08 10:00"]


@pytest.mark.shows("AP24")
def test_what_was_moved_or_cancelled_by_itself_is_an_exception(made, customer):
    first, second = (one["appointment_id"] for one in made["dates"][:2])
    moved = customer.post(f"{URL}{first}/reschedule/", {"start": "2026-11-25T08:00:00Z"})
    assert moved.status_code == 200
    assert customer.post(f"{URL}{second}/cancel/", {}).status_code == 200
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(reply) == dict(zip(FOUR, ["left", "left", "changed", "changed"], strict=True))
    assert starts() == ["11-25 08:00", "12-08 10:00"]
    reply = customer.post(series_url(made, "cancel"), {})
    assert outcomes(reply) == dict(zip(FOUR, ["cancelled", "left", "cancelled", "cancelled"], strict=True))
    assert starts() == []


def test_a_date_that_was_refused_is_tried_again(workshop, make_series, customer, stranger, book):
    workshop()
    book(stranger, "2026-12-01T08:30:00Z")
    made = make_series(customer, count=2).json()
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(reply) == dict.fromkeys(FOUR[:2], "changed")
    shown = customer.get(series_url(made)).json()
    assert (statuses(shown), shown["dates"][1]["code"]) == (["booked", "booked"], "")
    assert shown["dates"][1]["alternatives"] == []


@pytest.mark.shows("AP24")
def test_a_booking_that_is_to_begin_when_the_clock_skips_that_time_keeps_its_own(
    workshop, make_series, customer, emitted
):
    workshop(hours=(("00:00", "05:00"),), policy={"horizon_days": 200})
    made = make_series(customer, start="2027-03-27T00:30:00Z", frequency="daily", count=3).json()
    reply = customer.post(series_url(made, "change"), {"starts_at": "02:30"})
    days = ["2027-03-27", "2027-03-28", "2027-03-29"]
    assert outcomes(reply) == dict(zip(days, ["changed", "refused", "changed"], strict=True))
    refused = reply.json()["results"][1]
    assert (refused["code"], refused["reason"], refused["status"]) == (
        "not_a_slot", "between_slots", "booked",
    )  # fmt: skip
    assert starts() == ["03-27 01:30", "03-28 00:30", "03-29 00:30"]
    assert len(emitted("appointment.rescheduled.v1")) == 2


def test_a_date_that_is_refused_again_says_so(made, customer, employee):
    Closure.objects.create(start="2026-12-01T00:00:00Z", end="2026-12-02T00:00:00Z", reason="Inventory")
    reply = customer.post(series_url(made, "change"), {"starts_at": "11:00", "from": "2026-12-01"})
    assert outcomes(reply)["2026-12-01"] == "refused"
    assert reply.json()["results"][0]["reason"] == "closed"


@pytest.mark.shows("AP24")
def test_what_is_to_come_is_called_off(made, customer, emitted):
    reply = customer.post(series_url(made, "cancel"), {"from": "2026-12-01", "reason": "It is sold."})
    assert outcomes(reply) == dict.fromkeys(FOUR[1:], "cancelled")
    assert starts() == ["11-24 08:00"]
    shown = emitted("appointment.cancelled.v1")
    assert [event.data["reason"] for event in shown] == ["It is sold."] * 2
    assert statuses(customer.get(series_url(made)).json()) == ["booked"] + ["cancelled"] * 3
    assert outcomes(customer.post(series_url(made, "cancel"), {"from": "2026-12-01"})) == {}


def test_after_the_deadline_a_customer_keeps_the_booking_and_cancels_the_others(made, customer, api, clock):
    clock.move_to(NOW + timedelta(hours=22, minutes=30))
    reply = api.as_customer(customer.account_id).post(series_url(made, "cancel"), {})
    assert outcomes(reply) == dict(zip(FOUR, ["refused"] + ["cancelled"] * 3, strict=True))
    assert reply.json()["results"][0]["code"] == "deadline_passed"
    assert starts() == ["11-24 08:00"]


def test_staff_cancel_with_a_reason(made, employee):
    reply = employee.post(series_url(made, "cancel"), {})
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [("reason", "required")]
    assert len(starts()) == 3
    reply = employee.post(series_url(made, "cancel"), {"reason": "We move."})
    assert outcomes(reply) == dict.fromkeys(FOUR, "cancelled")


def test_what_is_over_or_here_is_left(made, customer, api, clock):
    first = made["dates"][0]["appointment_id"]
    clock.move_to(NOW + timedelta(days=1))
    staff = api.as_employee()
    assert staff.post(f"{URL}{first}/confirm/").status_code == 200
    assert staff.post(f"{URL}{first}/check-in/", {}).status_code == 200
    changed = staff.post(series_url(made, "change"), {"starts_at": "11:00"})
    assert outcomes(changed) == dict.fromkeys(FOUR[1:], "changed")
    cancelled = staff.post(series_url(made, "cancel"), {"reason": "We move."})
    assert outcomes(cancelled) == dict(zip(FOUR, ["left"] + ["cancelled"] * 3, strict=True))


@pytest.mark.parametrize(
    ("action", "body", "field"),
    [
        ("change", {}, "starts_at"),
        ("change", {"starts_at": "25:00"}, "starts_at"),
        ("change", {"starts_at": "11:00", "from": "soon"}, "from"),
        ("cancel", {"until": "2026-12-01"}, "until"),
    ],
)
def test_what_is_no_change_is_400_and_changes_nothing(made, customer, action, body, field):
    reply = customer.post(series_url(made, action), body)
    assert reply.status_code == 400
    assert [one["field"] for one in reply.json()["errors"]] == [field]
    assert starts() == ["11-24 08:00", "12-01 08:00", "12-08 08:00"]


def test_a_change_that_is_repeated_is_answered_as_before(made, customer, emitted):
    key = {"Idempotency-Key": "one"}
    sent = {"starts_at": "11:00"}
    first, second = (customer.post(series_url(made, "change"), sent, headers=key) for _ in range(2))
    assert (second.json(), second["Idempotency-Replayed"]) == (first.json(), "true")
    assert len(emitted("appointment.rescheduled.v1")) == 3
