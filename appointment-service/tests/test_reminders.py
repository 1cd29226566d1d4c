"""What customers are reminded of, and when: appointments/actions/reminding.py."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from appointments.models import Appointment
from appointments.statuses import AWAITED, Status
from appointments.tasks import send_reminders
from resources.models import DEFAULT_LOCATION_ID, Location, Policy
from tests.moments import NOW
from tests.rows import row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
WEDNESDAY, EIGHT, TEN = "2026-11-25", "2026-11-25T07:00:00Z", "2026-11-25T09:00:00Z"
START = datetime(2026, 11, 25, 7, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def booked(workshop, book, customer) -> Any:
    """Wednesday at eight, in Berlin, booked on Monday."""
    workshop(bays=9, technicians=9)
    return book(customer, EIGHT)


@pytest.fixture
def reminders(emitted, clock) -> Any:
    """The minutes before its start of each reminder so far, after the job ran at this moment."""

    def reminders(at: datetime) -> list[int]:
        clock.move_to(at)
        send_reminders()
        return [event.data["minutes_before"] for event in emitted("appointment.reminder_due.v1")]

    return reminders


def test_a_customer_is_reminded_a_day_and_two_hours_before(booked, reminders, emitted, example):
    assert reminders(START - DAY - SECOND) == []
    assert reminders(START - DAY) == [1440]
    assert reminders(START - 2 * HOUR - SECOND) == [1440]
    assert reminders(START - 2 * HOUR) == [1440, 120]
    assert reminders(START) == [1440, 120]

    first, second = emitted("appointment.reminder_due.v1")
    assert first.data.keys() == example(first.name).keys()
    assert (first.subject, first.data["start"], first.data["time_zone"]) == (
        booked["id"], EIGHT, "Europe/Berlin",
    )  # fmt: skip
    assert (first.data["valid_until"], second.data["valid_until"]) == ("2026-11-25T05:00:00Z", EIGHT)
    assert row_of(booked).reminders_due == []


def test_what_a_client_reads_does_not_change_when_it_is_sent(booked, reminders, customer):
    before = customer.get(url_of(booked))
    assert reminders(START - DAY) == [1440]
    after = customer.get(url_of(booked))
    assert (after["ETag"], after.json()) == (before["ETag"], before.json())
    assert row_of(booked).updated_at < START - DAY


@pytest.mark.parametrize(("minutes", "sent"), [([], []), ([15], [15]), ([43200, 60, 15], [60, 15])])
def test_the_policy_of_the_location_says_when(workshop, book, customer, reminders, minutes, sent):
    workshop(policy={"reminder_minutes": minutes})
    there = Location.objects.create(name="Harbour", time_zone="UTC")
    Policy.objects.create(location=there, reminder_minutes=[30])
    book(customer, EIGHT)
    for minute in range(24 * 60, 0, -5):
        reminded = reminders(START - minute * MINUTE)
    assert reminded == sent


@pytest.mark.parametrize(
    ("booked_at", "sent"),
    [(DAY + SECOND, [1440, 120]), (DAY, [120]), (2 * HOUR + SECOND, [120]), (2 * HOUR, []), (HOUR, [])],
)
def test_what_is_booked_late_has_the_reminders_that_are_still_to_come(
    workshop, book, customer, reminders, clock, booked_at, sent
):
    workshop()
    clock.move_to(START - booked_at)
    book(customer, EIGHT)
    for minute in range(24 * 60, 0, -5):
        if minute * MINUTE < booked_at:
            reminded = reminders(START - minute * MINUTE)
    assert reminded == sent


def test_what_was_held_in_time_and_booked_late_is_booked_late(workshop, vehicle_of, customer, clock):
    workshop()
    slot = {"service_type": "oil-change", "start": EIGHT}
    clock.move_to(START - DAY - MINUTE)
    held = customer.post(f"{URL}holds/", slot).json()
    clock.move_to(START - DAY + MINUTE)
    body = {**slot, "hold_id": held["id"], "vehicle_id": vehicle_of(customer)}
    assert row_of(customer.post(URL, body).json()).reminders_due == [START - 2 * HOUR]


@pytest.mark.shows("NO04")
@pytest.mark.parametrize("moved_at", [2 * DAY, DAY - MINUTE, 3 * HOUR])
def test_what_is_moved_is_reminded_of_at_its_new_time_alone(booked, reminders, customer, emitted, moved_at):
    before = reminders(max(NOW, START - moved_at))
    reply = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-27T09:00:00Z"})
    assert reply.status_code == 200
    start = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert reminders(START) == before
    assert reminders(start - DAY) == [*before, 1440]
    assert reminders(start - 2 * HOUR) == [*before, 1440, 120]
    events = emitted("appointment.reminder_due.v1")[len(before) :]
    assert {event.data["start"] for event in events} == {"2026-11-27T09:00:00Z"}


def test_what_was_sent_for_the_old_time_keeps_back_none_for_the_new(booked, reminders, employee):
    assert reminders(START - DAY) == [1440]
    assert employee.post(url_of(booked, "reschedule"), {"start": TEN}).status_code == 200
    assert reminders(START - 22 * HOUR - SECOND) == [1440]
    assert reminders(START - 22 * HOUR) == [1440, 1440]
    assert reminders(START) == [1440, 1440, 120]


def test_what_is_moved_there_and_back_is_reminded_of_once(booked, reminders, employee):
    assert reminders(START - DAY) == [1440]
    for start in (TEN, EIGHT):
        assert employee.post(url_of(booked, "reschedule"), {"start": start}).status_code == 200
    assert reminders(START - DAY + MINUTE) == [1440]
    assert reminders(START - 2 * HOUR) == [1440, 120]


def test_a_move_that_fails_keeps_what_is_planned(booked, reminders, customer):
    reply = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-25T03:00:00Z"})
    assert reply.status_code == 409
    assert reminders(START - DAY) == [1440]


def test_to_where_it_is_plans_nothing_anew(booked, reminders, employee):
    assert reminders(START - DAY) == [1440]
    assert employee.post(url_of(booked, "reschedule"), {"start": EIGHT}).status_code == 200
    assert reminders(START - DAY + MINUTE) == [1440]


@pytest.mark.parametrize("status", Status.values)
def test_only_what_is_awaited_is_reminded_of(booked, reminders, status):
    Appointment.objects.update(status=status)
    assert reminders(START - DAY) == ([1440] if status in AWAITED else [])


def test_what_is_cancelled_is_reminded_of_no_more(booked, reminders, customer):
    assert reminders(START - DAY) == [1440]
    assert customer.post(url_of(booked, "cancel")).status_code == 200
    assert reminders(START - 2 * HOUR) == [1440]


def test_after_an_outage_one_reminder_is_sent_late_and_none_of_what_has_begun(
    booked, book, stranger, reminders, emitted
):
    later = book(stranger, "2026-11-25T08:30:00Z")
    assert reminders(START) == [120]
    (event,) = emitted("appointment.reminder_due.v1")
    assert (event.subject, event.data["valid_until"]) == (later["id"], later["start"])
    assert [row_of(one).reminders_due for one in (booked, later)] == [[], []]


def test_one_that_is_not_overtaken_is_sent_late_and_the_next_in_time(booked, reminders):
    assert reminders(START - 3 * HOUR) == [1440]
    assert reminders(START - 2 * HOUR) == [1440, 120]


def test_a_changed_policy_counts_for_what_is_booked_or_moved_from_then_on(
    booked, book, stranger, admin, employee, reminders
):
    moved = book(stranger, EIGHT)
    reply = admin.patch(f"{URL}policies/", {"reminder_minutes": [60]})
    assert reply.status_code == 200
    employee.post(url_of(moved, "reschedule"), {"start": "2026-11-25T07:30:00Z"})
    assert row_of(booked).reminders_due == [START - DAY, START - 2 * HOUR]
    assert row_of(moved).reminders_due == [START - HOUR / 2]


def test_what_was_booked_before_there_were_reminders_has_them_too(booked, book, stranger, reminders, clock):
    """And what a replica of then books: it leaves the column empty."""
    clock.move_to(START - HOUR - MINUTE)
    soon = book(stranger, TEN)
    Appointment.objects.update(reminders_due=None)
    Appointment.objects.filter(pk=booked["id"]).update(status=Status.CANCELLED)
    assert reminders(START - HOUR) == []
    assert row_of(soon).reminders_due == [START]
    assert row_of(booked).reminders_due is None


def test_what_nobody_planned_goes_by_the_policy_of_its_location(booked, book, stranger, reminders, emitted):
    there = Location.objects.create(name="Harbour", time_zone="UTC")
    Policy.objects.create(location=there, reminder_minutes=[30])
    elsewhere = book(stranger, EIGHT)
    Appointment.objects.update(reminders_due=None)
    Appointment.objects.filter(pk=elsewhere["id"]).update(location=there)
    Policy.objects.filter(location=DEFAULT_LOCATION_ID).delete()
    assert reminders(START - HOUR) == [120]
    assert reminders(START - HOUR / 2) == [120, 30]
    subjects = [event.subject for event in emitted("appointment.reminder_due.v1")]
    assert subjects == [booked["id"], elsewhere["id"]]
