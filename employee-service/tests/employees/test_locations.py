"""Where employees work: location.changed.v1, and `location_id` of working hours."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from chassis.models import new_id
from employees.models import ExceptionalDay, ExceptionalHours, Location, WorkingHours, WorkingWeek
from tests.locations import DEFAULT, at, at_default, on_date
from tests.urls import working_hours_of

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = "2026-11-30", "2026-12-01"


@pytest.fixture(autouse=True)
def clock():
    """It is Monday everywhere from Honolulu to Tokyo."""
    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=UTC)) as traveller:
        yield traveller


def test_what_appointment_service_promises_is_what_is_read(deliver, example):
    promised = example("location.changed.v1", "appointment-service")
    renamed = {**promised, "name": "Mitte", "time_zone": "Europe/London", "is_active": False}
    assert deliver("location.changed.v1", renamed, subject=promised["location_id"]) == "handled"
    row = Location.objects.get()
    assert (str(row.id), row.name, row.time_zone, row.is_active) == (DEFAULT, "Mitte", "Europe/London", False)


def test_a_location_that_is_opened_is_kept_beside_the_default_one(open_at):
    harbour = open_at("America/New_York")
    assert {str(row.id): row.zone.key for row in Location.objects.all()} == {
        DEFAULT: "Europe/Berlin", harbour: "America/New_York",
    }  # fmt: skip


def test_news_that_comes_late_does_not_replace_newer(open_at, deliver, example):
    harbour = open_at("America/New_York")
    older = {**example("location.changed.v1", "appointment-service"), "location_id": harbour}
    an_hour_ago = timezone.now() - timedelta(hours=1)
    deliver("location.changed.v1", older, subject=harbour, occurred_at=an_hour_ago)
    assert Location.objects.get(pk=harbour).time_zone == "America/New_York"


@pytest.mark.shows("AP23")
def test_each_stretch_of_a_week_is_at_a_location(hire, open_at, enter, employee, emitted, example):
    identity, harbour = hire(), open_at("Europe/Lisbon")
    here, there = {"weekday": 0, "start": "08:00", "end": "12:00"}, at(harbour, "13:00", "17:00", weekday=1)

    reply = enter(identity, [there, here])

    hours = [*at_default([here]), there]
    assert (reply.status_code, reply.json()["working_hours"]) == (200, hours)
    assert reply.json()["weeks"] == [{"valid_from": MONDAY, "working_hours": hours}]
    assert employee.get(working_hours_of(identity)).json() == reply.json()
    assert [str(row.location_id) for row in WorkingHours.objects.all()] == [DEFAULT, harbour]
    event = emitted()[-1]
    assert (event.name, event.subject, event.data["working_hours"]) == (
        "employee.changed.v1",
        identity,
        hours,
    )
    assert event.data["weeks"][-1]["working_hours"] == hours
    assert hours[0].keys() == example(event.name)["working_hours"][0].keys()
    assert event.changes == {
        "working_hours": [[], [[0, 480, 720, DEFAULT], [1, 780, 1020, harbour]]]
    }  # fmt: skip


def test_so_is_each_of_a_date(hire, open_at, enter, enter_day, employee, emitted, example):
    identity, harbour = hire(), open_at("Europe/Lisbon")
    enter(identity, [at(DEFAULT, "08:00", "12:00")])
    here, there = {"start": "08:00", "end": "12:00"}, on_date([at(harbour, "13:00", "17:00")])[0]

    reply = enter_day(identity, [there, here], MONDAY)

    hours = [*at_default([here]), there]
    assert (reply.status_code, reply.json()["working_hours"]) == (200, hours)
    assert employee.get(working_hours_of(identity, MONDAY)).json() == reply.json()
    assert employee.get(working_hours_of(identity)).json()["exceptions"] == [
        {"date": MONDAY, "working_hours": hours}
    ]
    assert [str(row.location_id) for row in ExceptionalHours.objects.all()] == [DEFAULT, harbour]
    event = emitted()[-1]
    assert event.data["exceptions"] == [{"date": MONDAY, "working_hours": hours}]
    assert hours[0].keys() == example(event.name)["exceptions"][0]["working_hours"][0].keys()
    before, after = event.changes[f"working_hours.{MONDAY}"]
    assert (before, after) == ([[480, 720, DEFAULT]], [[480, 720, DEFAULT], [780, 1020, harbour]])


def test_the_same_hours_at_another_location_are_other_hours(hire, open_at, enter, enter_day, emitted):
    identity, harbour = hire(), open_at("Europe/Lisbon")
    for where in (DEFAULT, harbour):
        assert enter(identity, [at(where, "08:00", "12:00")]).status_code == 200
        assert emitted()[-1].data["working_hours"][0]["location_id"] == where
        assert enter_day(identity, on_date([at(where, "08:00", "09:00")]), TUESDAY).status_code == 200
        assert emitted()[-1].data["exceptions"][0]["working_hours"][0]["location_id"] == where
    published = len(emitted())
    enter(identity, [at(harbour, "08:00", "12:00")])
    enter_day(identity, on_date([at(harbour, "08:00", "09:00")]), TUESDAY)
    assert len(emitted()) == published


@pytest.mark.parametrize("where", ["unknown", "inactive", "invalid", "null"])
def test_a_location_where_nobody_works_is_refused_at_its_field(
    hire, open_at, enter, enter_day, emitted, where
):
    identity = hire()
    location_id = {
        "unknown": str(new_id()),
        "inactive": open_at("Europe/Lisbon", is_active=False),
        "invalid": "Harbour",
        "null": None,
    }[where]
    hours = [at(DEFAULT, "08:00", "12:00"), at(location_id, "13:00", "17:00")]
    for reply in (enter(identity, hours), enter_day(identity, on_date(hours), TUESDAY)):
        (error,) = reply.json()["errors"]
        assert (reply.status_code, error["field"]) == (400, "working_hours.1.location_id")
        assert error["code"] == where
    assert not WorkingWeek.objects.exists()
    assert not ExceptionalDay.objects.exists()
    assert len(emitted()) == 1


def test_nor_do_they_at_the_default_one_once_it_is_not_active(hire, open_at, enter, emitted):
    identity = hire()
    open_at("Europe/Berlin", DEFAULT, is_active=False)
    reply = enter(identity, [{"weekday": 0, "start": "08:00", "end": "12:00"}])
    (error,) = reply.json()["errors"]
    assert (error["field"], error["code"]) == ("working_hours.0.location_id", "inactive")
    assert len(emitted()) == 1


def test_hours_at_a_location_that_closes_stay(hire, open_at, enter, admin):
    identity, harbour = hire(), open_at("Europe/Lisbon")
    enter(identity, [at(harbour, "08:00", "12:00")])
    open_at("Europe/Lisbon", harbour, is_active=False)
    assert admin.get(working_hours_of(identity)).json()["working_hours"] == [at(harbour, "08:00", "12:00")]


def test_hours_of_one_location_that_overlap_are_refused_as_before(hire, open_at, enter, enter_day, emitted):
    identity, harbour = hire(), open_at("Europe/Lisbon")
    hours = [at(harbour, "08:00", "12:00"), at(harbour, "11:59", "13:00")]
    for reply in (enter(identity, hours), enter_day(identity, on_date(hours), TUESDAY)):
        assert (reply.status_code, reply.json()["code"]) == (422, "working_hours_overlap")
    assert len(emitted()) == 1
