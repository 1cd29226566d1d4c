"""Which date it is for an employee: that of the clocks where they work."""

from datetime import UTC, datetime

import pytest
import time_machine

from employees.models import ExceptionalDay, WorkingWeek
from tests.locations import DEFAULT, at, on_date
from tests.urls import working_hours_of

pytestmark = pytest.mark.django_db
EARLIER, SUNDAY, MONDAY, TUESDAY = "2026-11-02", "2026-11-29", "2026-11-30", "2026-12-01"


@pytest.fixture(autouse=True)
def clock():
    """It is Monday, 08:00 in Berlin and 02:00 in New York; in Honolulu it is Sunday evening."""
    with time_machine.travel(datetime(2026, 11, 30, 7, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def weeks_of(admin):
    """What is shown: the week that counts, and when each begins."""

    def shown(identity):
        answer = admin.get(working_hours_of(identity)).json()
        assert answer["working_hours"] == answer["weeks"][0]["working_hours"]
        return [week["valid_from"] for week in answer["weeks"]]

    return shown


def test_the_default_locations_zone_decides_and_the_workshops_setting_no_more(
    hire, enter, open_at, weeks_of, settings
):
    settings.WORKSHOP_TIME_ZONE = "Pacific/Auckland"
    open_at("Pacific/Honolulu", DEFAULT)
    identity = hire()
    enter(identity, [at(DEFAULT, "08:00", "12:00")])
    assert weeks_of(identity) == [SUNDAY]


def test_a_week_elsewhere_counts_from_the_date_there(hire, enter, open_at, weeks_of, emitted):
    identity, honolulu = hire(), open_at("Pacific/Honolulu")
    enter(identity, [at(honolulu, "08:00", "12:00")], EARLIER)
    enter(identity, [at(honolulu, "13:00", "17:00")])
    assert weeks_of(identity) == [SUNDAY]
    assert emitted()[-1].data["working_hours"] == [at(honolulu, "13:00", "17:00")]


def test_the_next_week_counts_when_its_date_begins_where_they_work(
    hire, enter, open_at, weeks_of, emitted, clock
):
    identity, auckland = hire(), open_at("Pacific/Auckland")  # it is 20:00 there
    enter(identity, [at(auckland, "08:00", "12:00")])
    enter(identity, [at(auckland, "13:00", "17:00")], TUESDAY)
    assert weeks_of(identity) == [MONDAY, TUESDAY]
    clock.move_to(datetime(2026, 11, 30, 11, tzinfo=UTC))
    assert weeks_of(identity) == [TUESDAY]
    enter(identity, [], "2027-02-01")
    assert emitted()[-1].data["working_hours"] == [at(auckland, "13:00", "17:00")]


def test_for_who_works_at_two_the_date_is_over_when_it_is_at_both(hire, enter, open_at, weeks_of, clock):
    identity, honolulu = hire(), open_at("Pacific/Honolulu")
    both = [at(DEFAULT, "08:00", "12:00"), at(honolulu, "08:00", "12:00")]
    enter(identity, both, EARLIER)
    enter(identity, both[:1], MONDAY)
    assert weeks_of(identity) == [EARLIER, MONDAY]
    clock.move_to(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert weeks_of(identity) == [MONDAY]


@pytest.mark.parametrize("way", ["there", "and_back"])
def test_a_week_that_moves_them_is_the_one_that_is_shown_at_once(hire, enter, open_at, weeks_of, way):
    identity, honolulu = hire(), open_at("Pacific/Honolulu")
    before, after = (DEFAULT, honolulu) if way == "there" else (honolulu, DEFAULT)
    enter(identity, [at(before, "08:00", "12:00")], EARLIER)
    reply = enter(identity, [at(after, "08:00", "12:00")])
    assert reply.json()["working_hours"] == [at(after, "08:00", "12:00")]
    assert weeks_of(identity) == [MONDAY if way == "there" else SUNDAY]
    assert WorkingWeek.objects.count() == 2


def test_a_date_is_shown_until_it_is_over_where_they_work_on_it(
    hire, enter, enter_day, open_at, admin, clock
):
    identity, honolulu = hire(), open_at("Pacific/Honolulu")
    enter_day(identity, on_date([at(DEFAULT, "08:00", "12:00")]), SUNDAY)

    def shown():
        return [day["date"] for day in admin.get(working_hours_of(identity)).json()["exceptions"]]

    assert shown() == []
    enter_day(identity, on_date([at(honolulu, "08:00", "12:00")]), SUNDAY)
    assert shown() == [SUNDAY]
    clock.move_to(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert shown() == []
    assert ExceptionalDay.objects.count() == 1
