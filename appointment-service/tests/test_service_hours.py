"""A service may have hours of its own, and a buffer before it."""

from datetime import timedelta

import pytest

from appointments.models import Appointment
from resources.models import ServiceType
from tests.rows import row_of
from tests.urls import URL

pytestmark = pytest.mark.django_db
TYPES = f"{URL}service-types/"
TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"


def hours(*stretches):
    return [{"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in stretches]


def test_it_is_offered_inside_them_alone(workshop, slots, customer, try_to_book):
    workshop(hours=(("06:00", "20:00"),))
    ServiceType.objects.update(hours=hours((1, "09:00", "11:00"), (1, "15:00", "16:00")))

    assert slots(TUESDAY, WEDNESDAY) == [
        "2026-11-24T08:00:00Z",
        "2026-11-24T08:30:00Z",
        "2026-11-24T09:00:00Z",
        "2026-11-24T14:00:00Z",
    ]
    for start in ("2026-11-24T09:30:00Z", "2026-11-25T08:00:00Z"):
        reply = try_to_book(customer, start)
        assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (
            409,
            "not_a_slot",
            "not_offered_then",
        )
    assert not Appointment.objects.exists()


def test_the_buffer_behind_it_may_be_outside_of_them(workshop, slots):
    workshop(buffer_minutes=30)
    ServiceType.objects.update(hours=hours((1, "09:00", "10:00")))
    assert slots(TUESDAY) == ["2026-11-24T08:00:00Z"]


def test_hours_that_touch_at_midnight_are_one(workshop, slots):
    workshop(hours=(("00:00", "00:00"),), duration_minutes=120)
    ServiceType.objects.update(hours=hours((1, "23:00", "00:00"), (2, "00:00", "01:00")))
    assert slots(TUESDAY, WEDNESDAY) == ["2026-11-24T22:00:00Z"]


def test_explained_where_they_rule(workshop, customer):
    workshop()
    ServiceType.objects.update(hours=hours((1, "09:00", "11:00")))
    query = {"service_type": "oil-change", "from": WEDNESDAY, "to": WEDNESDAY, "explain": "1"}
    reasons = customer.get(f"{URL}slots/", query).json()["reasons"]
    assert reasons == [{"date": WEDNESDAY, "codes": ["not_offered_then"]}]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (hours((7, "09:00", "11:00")), 400, "max_value"),
        (hours((1, "11:00", "09:00")), 400, "before_opening"),
        (hours((1, "09:00", "11:00"), (1, "10:00", "12:00")), 422, "overlapping"),
        (hours(*[(1, f"{hour:02}:{minute:02}", f"{hour:02}:{minute + 1:02}")
                 for hour in range(10) for minute in range(0, 12, 2)]), 400, "max_length"),
    ],
)  # fmt: skip
def test_hours_that_are_none_are_refused(workshop, admin, sent, status, code):
    service = workshop()
    reply = admin.patch(f"{TYPES}{service.id}/", {"hours": sent})
    problem = reply.json()
    assert reply.status_code == status
    assert code in {problem["code"], *(error["code"] for error in problem.get("errors", []))}
    assert ServiceType.objects.get().hours == []


def test_an_admin_sets_and_clears_them(workshop, admin, slots, emitted):
    service = workshop()
    everything = slots(TUESDAY)
    week = hours((2, "09:00", "11:00"), (1, "09:00", "10:00"))
    reply = admin.patch(f"{TYPES}{service.id}/", {"hours": week})
    assert (reply.status_code, reply.json()["hours"]) == (200, sorted(week, key=lambda one: one["weekday"]))
    assert slots(TUESDAY) == ["2026-11-24T08:00:00Z"]
    assert emitted("service_type.changed.v1")[-1].data["hours"] == reply.json()["hours"]
    assert admin.patch(f"{TYPES}{service.id}/", {"hours": []}).json()["hours"] == []
    assert slots(TUESDAY) == everything


def test_a_buffer_before_it_is_inside_opening_hours_and_free(workshop, book, customer, slots, try_to_book):
    workshop(buffer_before_minutes=30, buffer_minutes=0)
    assert slots(TUESDAY)[0] == "2026-11-24T07:30:00Z"
    assert try_to_book(customer, "2026-11-24T07:00:00Z").json()["reason"] == "closed"

    booked = book(customer, "2026-11-24T09:00:00Z")

    assert (booked["start"], booked["end"]) == ("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z")
    row = row_of(booked)
    for taken in row.allocations.exclude(kind="vehicle"):
        assert (taken.during.lower, taken.during.upper) == (row.start - timedelta(minutes=30), row.end)
    # Before it the work must be over by half past eight, and behind it the next buffer may begin at once.
    assert slots(TUESDAY)[:2] == ["2026-11-24T07:30:00Z", "2026-11-24T10:30:00Z"]
    assert slots(TUESDAY)[-1] == "2026-11-24T15:00:00Z"


def test_a_buffer_before_midnight_is_the_day_befores(workshop, hire, slots):
    workshop(hours=(("00:00", "00:00"),), technicians=0, buffer_before_minutes=30)
    hire(hours=("23:30", "00:00"), weekdays=[1])
    assert slots(WEDNESDAY) == []
    hire(working_hours=[
        {"weekday": 1, "start": "23:30", "end": "00:00"}, {"weekday": 2, "start": "00:00", "end": "01:00"},
    ])  # fmt: skip
    assert slots(WEDNESDAY) == ["2026-11-24T23:00:00Z"]
