"""The workshop's clock: gaps, folds and odd offsets."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from appointments.local_time import first_moment, span, whole_day


@pytest.mark.parametrize(
    ("zone", "day", "clock", "instant"),
    [
        ("Europe/Berlin", "2026-07-01", "08:00", "2026-07-01T06:00"),
        ("Asia/Kathmandu", "2026-07-01", "08:00", "2026-07-01T02:15"),
        # In spring 02:30 is skipped: the first moment past it is the skip itself.
        ("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:00"),
        ("America/New_York", "2027-03-14", "02:30", "2027-03-14T07:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        # In autumn 02:30 comes twice: the first counts.
        ("Europe/Berlin", "2027-10-31", "02:30", "2027-10-31T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45"),
    ],
)
def test_the_first_moment_at_which_a_clock_reads_so(zone, day, clock, instant):
    found = first_moment(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2027-03-27", 24),
        ("Europe/Berlin", "2027-03-28", 23),
        ("Europe/Berlin", "2027-10-31", 25),
        ("America/New_York", "2027-03-14", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2027-04-04", 24.5),
        ("Asia/Kathmandu", "2027-03-28", 24),
    ],
)
def test_a_day_is_as_long_as_the_clock_makes_it(zone, day, hours):
    begin, end = whole_day(date.fromisoformat(day), ZoneInfo(zone))
    assert end - begin == timedelta(hours=hours)


def test_a_period_inside_the_gap_is_empty():
    period = span(date(2027, 3, 28), time(2, 10), time(2, 50), ZoneInfo("Europe/Berlin"))
    assert period.start == period.end


def test_a_period_that_ends_at_midnight_ends_with_the_day():
    period = span(date(2026, 11, 23), time(20), time(0), ZoneInfo("Europe/Berlin"))
    assert period.end == datetime(2026, 11, 23, 23, tzinfo=UTC)
