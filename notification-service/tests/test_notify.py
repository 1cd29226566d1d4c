import json
from pathlib import Path

import pytest

from chassis.models import new_id
from notifications.models import Notification

pytestmark = pytest.mark.django_db

EXAMPLE = json.loads(Path("contracts/events/notification.created.v1.json").read_text())["examples"][0]


def appointment(**changes):
    return {
        "appointment_id": str(new_id()),
        "customer_id": str(new_id()),
        "vehicle_id": str(new_id()),
        "service_type": {"code": "oil", "name": "Oil change"},
        "start": "2026-11-23T08:30:00Z",
        "end": "2026-11-23T09:30:00Z",
        "time_zone": "Asia/Kathmandu",
        "status": "pending",
        "employee_id": str(new_id()),
        "notes": "",
        **changes,
    }


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("appointment.booked.v1", "booked", "Booked: Oil change"),
        ("appointment.confirmed.v1", "confirmed", "Confirmed: Oil change"),
        ("appointment.rescheduled.v1", "rescheduled", "Moved: Oil change"),
        ("appointment.checked_in.v1", "checked_in", "Checked in: Oil change"),
        ("appointment.started.v1", "started", "Started: Oil change"),
        ("appointment.completed.v1", "completed", "Completed: Oil change"),
        ("appointment.cancelled.v1", "cancelled", "Cancelled: Oil change"),
        ("appointment.no_show.v1", "no_show", "Missed: Oil change"),
    ],
)
def test_the_customer_is_told_of_an_appointment(deliver, emitted, name, kind, title):
    data = appointment()
    deliver(name, data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == (kind, title)
    assert str(notification.account_id) == data["customer_id"]
    assert str(notification.about_id) == data["appointment_id"]
    [event] = emitted("notification.created.v1")
    assert event.data.keys() == EXAMPLE.keys()
    assert event.data["account_id"] == data["customer_id"]


def test_the_time_is_the_workshops(deliver):
    deliver("appointment.booked.v1", appointment())
    assert Notification.objects.get().body == (
        "We have your booking for Monday, 23 November 2026 at 14:15 (Asia/Kathmandu)."
    )


def test_a_name_with_braces_is_only_text(deliver):
    deliver("appointment.booked.v1", appointment(service_type={"code": "x", "name": "{when} {0}"}))
    assert Notification.objects.get().title == "Booked: {when} {0}"


def test_the_customer_is_told_of_progress(deliver):
    data = {
        "project_id": str(new_id()),
        "customer_id": str(new_id()),
        "vehicle_id": str(new_id()),
        "title": "Oil change",
        "progress_percent": 50,
        "status": "in_progress",
    }
    deliver("project.progressed.v1", data)
    notification = Notification.objects.get()
    assert (notification.kind, notification.title) == ("progress", "Oil change: 50 %")
    assert (notification.about, str(notification.about_id)) == ("project", data["project_id"])


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("task.assigned.v1", "task_assigned", "New task: Drain"),
        ("task.unassigned.v1", "task_unassigned", "Not yours any more: Drain"),
        ("task.cancelled.v1", "task_cancelled", "Cancelled: Drain"),
    ],
)
def test_the_technician_is_told_of_a_task(deliver, name, kind, title):
    data = {
        "task_id": str(new_id()),
        "project_id": str(new_id()),
        "title": "Drain",
        "assignee_id": str(new_id()),
    }
    deliver(name, data)
    deliver(name, data | {"assignee_id": None})
    told = Notification.objects.get()
    assert str(told.account_id) == data["assignee_id"]
    assert (told.kind, told.title) == (kind, title)


def test_what_is_delivered_twice_is_told_once(deliver, emitted):
    data, event_id = appointment(), new_id()
    assert deliver("appointment.booked.v1", data, id=event_id) == "handled"
    assert deliver("appointment.booked.v1", data, id=event_id) == "duplicate"
    assert Notification.objects.count() == 1
    assert len(emitted("notification.created.v1")) == 1
