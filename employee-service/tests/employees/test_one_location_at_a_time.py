"""Nobody works at two locations at once, whatever their clocks read. The default one is in Berlin."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from employees.local_time import first_moment
from employees.models import ExceptionalDay, Location, WorkingHours, WorkingWeek
from tests.locations import DEFAULT, at, on_date
from tests.urls import working_hours_of

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY, LATER = "2026-11-30", "2026-12-01", "2026-12-02", "2027-02-01"
SUNDAY = 6


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def lisbon(open_at):
    """An hour behind Berlin, all year."""
    return open_at("Europe/Lisbon")


@pytest.fixture
def new_york(open_at):
    """Six hours behind Berlin, and five in two weeks of March and one of autumn."""
    return open_at("America/New_York")


def refused(reply, day, *names):
    problem = reply.json()
    assert (reply.status_code, problem["code"], problem["date"]) == (422, "at_two_locations", day)
    assert all(name in problem["detail"] for name in (day, *names))
    return True


@pytest.mark.shows("AP23")
def test_hours_that_touch_as_instants_are_taken_though_they_overlap_on_the_wall(hire, enter, lisbon):
    hours = [at(DEFAULT, "08:00", "13:00"), at(lisbon, "12:00", "17:00")]
    assert enter(hire(), hours).json()["working_hours"] == hours


@pytest.mark.shows("AP23")
def test_hours_that_touch_on_the_wall_are_refused_where_they_overlap_as_instants(
    hire, enter, enter_day, lisbon, emitted
):
    identity = hire()
    hours = [at(lisbon, "08:00", "12:00"), at(DEFAULT, "12:00", "17:00")]
    assert refused(enter(identity, hours), MONDAY, "Workshop", "Europe/Lisbon")
    assert refused(enter_day(identity, on_date(hours), TUESDAY), TUESDAY, "Workshop", "Europe/Lisbon")
    assert not WorkingWeek.objects.exists()
    assert not ExceptionalDay.objects.exists()
    assert len(emitted()) == 1


def test_two_locations_on_one_clock_are_two_all_the_same(hire, enter, open_at):
    hours = [at(DEFAULT, "08:00", "12:00"), at(open_at("Europe/Paris"), "11:59", "17:00")]
    assert enter(hire(), hours).json()["code"] == "at_two_locations"


def test_hours_that_overlap_only_between_two_changes_of_the_clock_are_refused(hire, enter, new_york):
    hours = [at(DEFAULT, "08:00", "14:00"), at(new_york, "08:00", "12:00")]
    assert refused(enter(hire(), hours), "2027-03-15")


def test_a_week_is_held_to_it_until_the_next_one_counts(hire, enter, new_york):
    identity = hire()
    hours = [at(DEFAULT, "08:00", "14:00"), at(new_york, "08:00", "12:00")]
    enter(identity, hours[:1], LATER)
    assert enter(identity, hours).status_code == 200
    assert refused(enter(identity, hours, LATER), "2027-03-15")


def test_hours_of_neighbouring_dates_meet_where_zones_are_far_apart(hire, enter, open_at):
    identity, kiritimati = hire(), open_at("Pacific/Kiritimati")
    pago = open_at("Pacific/Pago_Pago")
    # Kiritimati's Tuesday begins with Pago Pago's Sunday, at 23:00.
    late, early = at(pago, "22:00", "00:00", SUNDAY), at(kiritimati, "00:00", "02:00", weekday=1)
    assert enter(identity, [late, early]).json()["code"] == "at_two_locations"
    assert enter(identity, [{**late, "end": "23:00"}, early]).status_code == 200


def test_a_date_is_held_to_it_beside_the_weeks_of_other_dates(hire, enter, enter_day, open_at, emitted):
    identity, auckland = hire(), open_at("Pacific/Auckland")  # twelve hours ahead of Berlin in winter
    enter(identity, [at(DEFAULT, "20:00", "22:00")])
    published = len(emitted())
    early = on_date([at(auckland, "09:00", "12:00")])
    assert refused(enter_day(identity, early, TUESDAY), TUESDAY, "Workshop", "Pacific/Auckland")
    assert not ExceptionalDay.objects.exists()
    assert len(emitted()) == published
    assert enter_day(identity, early, WEDNESDAY).status_code == 200


def test_a_week_is_held_to_it_beside_dates_with_hours_of_their_own(hire, enter, enter_day, open_at):
    identity, auckland = hire(), open_at("Pacific/Auckland")
    enter_day(identity, on_date([at(auckland, "09:00", "12:00")]), "2026-12-08")
    assert refused(enter(identity, [at(DEFAULT, "20:00", "22:00")]), "2026-12-07")
    assert not WorkingHours.objects.exists()


def test_an_exception_stays_where_the_weeks_hours_would_overlap_without_it(
    hire, enter, enter_day, open_at, admin, emitted
):
    identity, auckland = hire(), open_at("Pacific/Auckland")
    enter(identity, [at(DEFAULT, "20:00", "22:00")])
    enter_day(identity, [], MONDAY)
    enter_day(identity, on_date([at(auckland, "09:00", "12:00")]), TUESDAY)
    published = len(emitted())
    assert refused(admin.delete(working_hours_of(identity, MONDAY)), MONDAY)
    assert ExceptionalDay.objects.count() == 2
    assert len(emitted()) == published
    assert admin.delete(working_hours_of(identity, TUESDAY)).status_code == 204
    assert admin.delete(working_hours_of(identity, MONDAY)).status_code == 204


def test_what_another_zone_made_overlap_is_mended_week_by_week(hire, enter, lisbon, open_at):
    identity = hire()
    hours = [at(DEFAULT, "08:00", "12:00", SUNDAY), at(lisbon, "12:00", "17:00", SUNDAY)]
    enter(identity, hours)
    enter(identity, hours[::-1], LATER)
    open_at("America/New_York", DEFAULT)  # five hours behind Lisbon
    mended = [at(DEFAULT, "13:00", "15:00", SUNDAY), at(lisbon, "12:00", "17:00", SUNDAY)]
    assert enter(identity, hours, "2027-03-01").json()["code"] == "at_two_locations"
    assert enter(identity, mended, LATER).status_code == 200
    assert enter(identity, mended).status_code == 200


def test_days_gone_by_are_not_held_to_it(hire, enter, lisbon):
    identity = hire()
    enter(identity, [], MONDAY)
    hours = [at(lisbon, "08:00", "12:00"), at(DEFAULT, "12:00", "17:00")]
    assert enter(identity, hours, "2026-11-02").status_code == 200


@pytest.mark.parametrize(
    ("day", "minute", "instant"),
    [
        ("2027-03-28", 90, "2027-03-28T00:30:00Z"),
        ("2027-03-28", 150, "2027-03-28T01:00:00Z"),  # skipped: the moment of the skip
        ("2027-03-28", 180, "2027-03-28T01:00:00Z"),
        ("2027-10-31", 150, "2027-10-31T00:30:00Z"),  # twice: the first time
        ("2027-10-31", 1440, "2027-10-31T23:00:00Z"),
    ],
)
def test_a_minute_of_a_date_is_the_instant_that_slots_take_it_for(day, minute, instant):
    berlin = Location.objects.get().zone
    assert first_moment(date.fromisoformat(day), minute, berlin) == datetime.fromisoformat(instant)
