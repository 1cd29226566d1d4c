"""Rule: quiet hours and digests go by the clock on the person's wall, also in nights in which it changes."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from preferences.models import Digest, Preferences
from preferences.times import after_quiet_hours, next_digest

BERLIN, KATHMANDU, NEW_YORK = map(ZoneInfo, ("Europe/Berlin", "Asia/Kathmandu", "America/New_York"))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def quiet(begin, end):
    return Preferences(quiet_from=time.fromisoformat(begin), quiet_until=time.fromisoformat(end))


@pytest.mark.shows("NO03")
@pytest.mark.parametrize(
    ("zone", "moment", "after"),
    [
        (BERLIN, "2026-11-30T20:59", "2026-11-30T20:59"),
        (BERLIN, "2026-11-30T21:00", "2026-12-01T06:00"),
        (BERLIN, "2026-12-01T05:59", "2026-12-01T06:00"),
        (BERLIN, "2026-12-01T06:00", "2026-12-01T06:00"),
        (KATHMANDU, "2026-11-30T16:15", "2026-12-01T01:15"),
        (NEW_YORK, "2026-11-30T05:00", "2026-11-30T12:00"),
    ],
)
def test_from_ten_in_the_evening_until_seven_what_is_not_urgent_waits(zone, moment, after):
    assert after_quiet_hours(quiet("22:00", "07:00"), zone, utc(moment)) == utc(after)


def test_quiet_hours_may_lie_within_a_day():
    siesta = quiet("13:00", "15:30")
    assert after_quiet_hours(siesta, BERLIN, utc("2026-11-30T12:00")) == utc("2026-11-30T14:30")
    assert after_quiet_hours(siesta, BERLIN, utc("2026-11-30T14:30")) == utc("2026-11-30T14:30")


def test_who_has_none_is_always_reached():
    assert after_quiet_hours(Preferences(), BERLIN, utc("2026-11-30T02:00")) == utc("2026-11-30T02:00")


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        # On 28 March 2027 two o'clock becomes three.
        ("2027-03-27T22:00", "2027-03-28T01:00"),
        ("2027-03-28T00:59", "2027-03-28T01:00"),
        ("2027-03-28T01:00", "2027-03-28T01:00"),
    ],
)
def test_quiet_hours_whose_end_is_skipped_end_with_the_skip(moment, after):
    assert after_quiet_hours(quiet("22:00", "02:30"), BERLIN, utc(moment)) == utc(after)


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        # On 25 October 2026 three o'clock becomes two again: half past two comes twice.
        ("2026-10-24T22:00", "2026-10-25T00:30"),
        ("2026-10-25T00:45", "2026-10-25T00:45"),
        ("2026-10-25T01:15", "2026-10-25T01:30"),
        ("2026-10-25T01:30", "2026-10-25T01:30"),
    ],
)
def test_quiet_hours_whose_end_comes_twice_are_quiet_whenever_the_clock_reads_so(moment, after):
    assert after_quiet_hours(quiet("22:00", "02:30"), BERLIN, utc(moment)) == utc(after)


@pytest.mark.parametrize(
    ("every", "moment", "due"),
    [
        (Digest.DAILY, "2026-11-30T06:59", "2026-11-30T07:00"),
        (Digest.DAILY, "2026-11-30T07:00", "2026-12-01T07:00"),
        (Digest.DAILY, "2027-03-27T07:00", "2027-03-28T06:00"),
        (Digest.WEEKLY, "2026-11-30T06:59", "2026-12-04T07:00"),
        (Digest.WEEKLY, "2026-12-04T07:00", "2026-12-11T07:00"),
    ],
)
def test_a_digest_comes_at_its_hour_of_the_day_or_of_the_week(every, moment, due):
    preferences = Preferences(digest=every, digest_hour=8, digest_weekday=5)
    assert next_digest(preferences, BERLIN, utc(moment)) == utc(due)


@pytest.mark.parametrize(
    ("moment", "due"),
    [("2027-03-27T12:00", "2027-03-28T01:00"), ("2026-10-24T12:00", "2026-10-25T00:00")],
)
def test_a_digest_at_an_hour_that_is_skipped_or_comes_twice_comes_once(moment, due):
    preferences = Preferences(digest=Digest.DAILY, digest_hour=2)
    assert next_digest(preferences, BERLIN, utc(moment)) == utc(due)
    assert next_digest(preferences, BERLIN, utc(due)) > utc(due).replace(hour=12)
