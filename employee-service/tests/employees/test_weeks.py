"""GET and PUT /api/v1/employees/{id}/working-hours/: the week that counts, and those to come."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chassis.models import new_id
from employees.models import Employee, WorkingHours, WorkingWeek, weeks_from
from tests.locations import DEFAULT, at_default

pytestmark = pytest.mark.django_db
ALWAYS, TODAY, NEXT_MONTH, LATER = "0001-01-01", "2026-11-30", "2026-12-01", "2027-01-01"


def at(start, end):
    return [{"weekday": 0, "start": start, "end": end}]


EARLY, LATE, NIGHT = at("06:00", "14:00"), at("14:00", "22:00"), at("22:00", "00:00")


@pytest.fixture(autouse=True)
def clock():
    """It is Monday, and still Sunday in UTC."""
    with time_machine.travel(datetime(2026, 11, 29, 23, 30, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def enter(admin):
    """`enter(identity, EARLY)` from today on, `enter(identity, EARLY, LATER)` from a date on."""

    def enter(identity, hours, valid_from=None):
        dated = {} if valid_from is None else {"valid_from": valid_from}
        reply = admin.put(url(identity), {"working_hours": hours, **dated})
        assert reply.status_code == 200, reply.json()
        assert admin.get(url(identity)).json() == reply.json()
        assert admin.get(url(identity))["ETag"] == reply["ETag"]
        return {name: value for name, value in reply.json().items() if name != "exceptions"}

    return enter


def week(valid_from, hours):
    return {"valid_from": valid_from, "working_hours": at_default(hours)}


def test_a_week_counts_from_today_on_and_what_was_before_stays(hire, enter, emitted, example):
    identity = hire()
    assert enter(identity, EARLY) == {"working_hours": at_default(EARLY), "weeks": [week(TODAY, EARLY)]}
    employee = Employee.objects.get()
    assert [one.valid_from for one in weeks_from(employee, date(2026, 11, 29))] == [
        date.min, date(2026, 11, 30),
    ]  # fmt: skip
    event = emitted()[-1]
    assert (event.name, event.subject) == ("employee.changed.v1", identity)
    weeks = [week(ALWAYS, []), week(TODAY, EARLY)]  # where it is Sunday still, nobody works yet
    assert (event.data["working_hours"], event.data["weeks"]) == (at_default(EARLY), weeks)
    assert event.data["weeks"][0].keys() == example(event.name)["weeks"][0].keys()


def test_next_months_week_is_entered_now_and_counts_when_it_comes(hire, enter, employee, emitted, clock):
    identity = hire()
    enter(identity, EARLY)
    both = [week(TODAY, EARLY), week(NEXT_MONTH, LATE)]
    assert enter(identity, LATE, NEXT_MONTH) == {"working_hours": at_default(EARLY), "weeks": both}
    published = emitted()[-1].data
    assert (published["working_hours"], published["weeks"]) == (at_default(EARLY), [week(ALWAYS, []), *both])
    clock.move_to(datetime(2026, 11, 30, 22, 59, 50, tzinfo=UTC), tick=False)
    assert employee.get(url(identity)).json() == {
        "working_hours": at_default(EARLY), "weeks": both, "exceptions": [],
    }  # fmt: skip
    clock.move_to(datetime(2026, 11, 30, 23, tzinfo=UTC), tick=False)
    assert employee.get(url(identity)).json() == {
        "working_hours": at_default(LATE), "weeks": both[1:], "exceptions": [],
    }  # fmt: skip


def test_a_week_is_published_until_another_counts_everywhere_on_earth(hire, enter, admin, emitted, clock):
    identity = hire()
    enter(identity, EARLY)
    clock.move_to(datetime(2026, 11, 30, 11, 59, tzinfo=UTC))
    enter(identity, LATE, LATER)
    assert [one["valid_from"] for one in emitted()[-1].data["weeks"]] == [ALWAYS, TODAY, LATER]
    clock.move_to(datetime(2026, 11, 30, 12, tzinfo=UTC))
    enter(identity, NIGHT, LATER)
    assert [one["valid_from"] for one in emitted()[-1].data["weeks"]] == [TODAY, LATER]


def test_last_month_is_told_by_its_own_hours(hire, enter, clock):
    identity = hire()
    enter(identity, EARLY)
    clock.move_to(datetime(2027, 2, 1, 12, tzinfo=UTC))
    assert enter(identity, LATE)["weeks"] == [week("2027-02-01", LATE)]
    then, now = weeks_from(Employee.objects.get(), date(2027, 1, 31))
    assert [hours.start for hours in then.working_hours] == ["06:00"]
    assert [hours.start for hours in now.working_hours] == ["14:00"]


def test_another_week_from_today_on_leaves_those_to_come(hire, enter):
    identity = hire()
    enter(identity, LATE, NEXT_MONTH)
    assert enter(identity, EARLY)["weeks"] == [week(TODAY, EARLY), week(NEXT_MONTH, LATE)]
    assert enter(identity, [])["weeks"] == [week(TODAY, []), week(NEXT_MONTH, LATE)]
    assert WorkingHours.objects.count() == 1


def test_a_week_that_is_to_come_is_replaced_and_may_be_empty(hire, enter):
    identity = hire()
    enter(identity, LATE, NEXT_MONTH)
    enter(identity, NIGHT, NEXT_MONTH)
    assert enter(identity, [], LATER)["weeks"] == [
        week(ALWAYS, []), week(NEXT_MONTH, NIGHT), week(LATER, []),
    ]  # fmt: skip


def test_a_week_may_be_entered_late(hire, enter, emitted):
    identity = hire()
    assert enter(identity, EARLY, "2026-11-02")["weeks"] == [week("2026-11-02", EARLY)]
    assert emitted()[-1].data["working_hours"] == at_default(EARLY)


def test_the_same_week_again_tells_nothing(hire, enter, emitted, clock):
    identity = hire()
    enter(identity, EARLY)
    enter(identity, LATE, NEXT_MONTH)
    as_it_was, published = list(WorkingHours.objects.values()), len(emitted())
    enter(identity, LATE, NEXT_MONTH)
    enter(identity, EARLY)
    clock.move_to(datetime(2027, 2, 1, 12, tzinfo=UTC))
    enter(identity, LATE)
    assert list(WorkingHours.objects.values()) == as_it_was
    assert WorkingWeek.objects.count() == 2
    assert len(emitted()) == published


def test_the_same_week_from_a_date_on_stays_when_that_before_changes(hire, enter):
    identity = hire()
    enter(identity, EARLY)
    assert enter(identity, EARLY, LATER)["weeks"] == [week(TODAY, EARLY), week(LATER, EARLY)]
    assert enter(identity, LATE)["weeks"] == [week(TODAY, LATE), week(LATER, EARLY)]


def test_hours_that_overlap_are_refused_for_a_later_date_too(hire, admin, enter, emitted):
    identity = hire()
    enter(identity, EARLY, LATER)
    body = {"working_hours": [*LATE, *at("21:00", "23:00")], "valid_from": LATER}
    reply = admin.put(url(identity), body)
    assert (reply.status_code, reply.json()["code"]) == (422, "working_hours_overlap")
    assert admin.get(url(identity)).json()["weeks"][-1] == week(LATER, EARLY)
    assert len(emitted()) == 2


@pytest.mark.parametrize("valid_from", [None, "", "tomorrow", "01.12.2026", "2026-02-30", "0001-01-01", 1])
def test_a_date_that_is_none_is_refused(hire, admin, emitted, valid_from):
    reply = admin.put(url(hire()), {"working_hours": EARLY, "valid_from": valid_from})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "valid_from")
    assert not WorkingWeek.objects.exists()
    assert len(emitted()) == 1


def test_more_weeks_than_a_year_has_are_refused(hire, admin, enter, monkeypatch, emitted):
    monkeypatch.setattr("employees.actions.working_hours.MOST_WEEKS_TO_COME", 1)
    identity = hire()
    enter(identity, LATE, NEXT_MONTH)
    enter(identity, NIGHT, NEXT_MONTH)
    enter(identity, EARLY)
    reply = admin.put(url(identity), {"working_hours": EARLY, "valid_from": LATER})
    assert (reply.status_code, reply.json()["code"], reply.json()["most"]) == (422, "too_many_weeks", 1)
    assert WorkingWeek.objects.count() == 2
    assert len(emitted()) == 4


def test_a_stale_reader_is_refused_whatever_week_changed(hire, admin, enter):
    identity = hire()
    stale = admin.get(url(identity))["ETag"]
    enter(identity, LATE, NEXT_MONTH)
    reply = admin.put(url(identity), {"working_hours": EARLY}, headers={"If-Match": stale})
    assert reply.status_code == 412
    assert WorkingWeek.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_existing_database_has_its_weeks_since_always_at_the_default_location(settings):
    settings.WORKSHOP_TIME_ZONE = "Europe/Lisbon"
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in {"employees", "timekeeping"}]
    executor.migrate([("employees", "0008_technicians_by_a_field")])
    try:
        before = executor.loader.project_state(("employees", "0008_technicians_by_a_field")).apps
        employee = before.get_model("employees", "Employee").objects.create(id=new_id())
        before.get_model("employees", "WorkingHours").objects.create(
            id=new_id(), employee=employee, weekday=0, start_minute=480, end_minute=720
        )
    finally:
        MigrationExecutor(connection).migrate(newest)
    [kept] = weeks_from(Employee.objects.get(), date(2020, 1, 1))
    (hours,) = kept.working_hours
    assert (kept.valid_from, hours.start, hours.end) == (date.min, "08:00", "12:00")
    assert (str(hours.location_id), hours.location.time_zone) == (DEFAULT, "Europe/Lisbon")


def url(identity):
    return f"/api/v1/employees/{identity}/working-hours/"
