"""What is due by appointment-service comes into the customer's inbox, unless it comes too late."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from chassis.models import new_id
from notifications.consumers import OVERTAKES_REMINDERS
from notifications.models import Notification

pytestmark = pytest.mark.django_db
REMINDER, PRODUCER = "appointment.reminder_due.v1", "appointment-service"
UNTIL = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(UNTIL - timedelta(hours=22), tick=True) as traveller:
        yield traveller


@pytest.fixture
def due(example):
    """That a reminder is due: until half past five it is valid, at half past seven is the appointment."""
    return {**example(REMINDER, PRODUCER), "valid_until": "2026-11-24T05:30:00Z"}


def test_the_customer_is_reminded_by_the_clock_of_the_workshop(deliver, emitted, due, customer):
    due |= {"time_zone": "Asia/Kathmandu", "customer_id": str(customer.account_id)}
    assert deliver(REMINDER, due) == "handled"

    notification = Notification.objects.get()
    assert (notification.kind, notification.title, notification.body) == (
        "reminder",
        "Reminder: Oil change",
        "Your appointment is on Tuesday, 24 November 2026 at 13:15 (GMT+05:45).",
    )
    assert (notification.about, str(notification.about_id)) == ("appointment", due["appointment_id"])
    (event,) = emitted("notification.created.v1")
    assert (event.data["account_id"], event.data["kind"]) == (due["customer_id"], "reminder")
    (shown,) = customer.get("/api/v1/notifications/", {"kind": "reminder"}).json()["results"]
    assert shown["id"] == str(notification.id)


def test_one_that_is_delivered_twice_reminds_once(deliver, emitted, due):
    event_id = new_id()
    assert deliver(REMINDER, due, id=event_id) == "handled"
    assert deliver(REMINDER, due, id=event_id) == "duplicate"
    assert (Notification.objects.count(), len(emitted())) == (1, 1)


@pytest.mark.parametrize(("late", "count"), [(timedelta(seconds=-1), 1), (timedelta(0), 0)])
def test_one_that_comes_when_the_next_is_due_or_the_work_has_begun_is_none(
    deliver, emitted, due, clock, late, count
):
    clock.move_to(UNTIL + late)
    assert deliver(REMINDER, due) == "handled"
    assert (Notification.objects.count(), len(emitted())) == (count, count)


@pytest.mark.shows("NO04")
@pytest.mark.parametrize("news", OVERTAKES_REMINDERS)
def test_one_that_comes_after_what_overtook_it_is_none(deliver, due, example, news):
    subject = due["appointment_id"]
    deliver(news, {**due, **example(news, PRODUCER)}, subject=subject, version=3)
    older = {"version": 2, "occurred_at": UNTIL - timedelta(days=2)}
    assert deliver(REMINDER, due, subject=subject, **older) == "outdated"
    assert "reminder" not in Notification.objects.values_list("kind", flat=True)

    assert deliver(REMINDER, due, subject=subject, version=4) == "handled"
    assert Notification.objects.filter(kind="reminder").count() == 1


@pytest.mark.parametrize("news", ["appointment.booked.v1", "appointment.confirmed.v1"])
def test_what_does_not_change_its_time_keeps_back_no_reminder(deliver, due, example, news):
    subject = due["appointment_id"]
    deliver(news, example(news, PRODUCER), subject=subject, version=3)
    assert deliver(REMINDER, due, subject=subject, version=2) == "handled"
    assert Notification.objects.filter(kind="reminder").count() == 1
