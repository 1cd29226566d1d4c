"""Slots in the nights in which the clock is changed, and in zones with odd offsets."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.django_db

# zone, date, hours of opening, what the clock on the wall reads at each slot's start
MATRIX = [
    ("Europe/Berlin", "2027-03-28", ("01:00", "05:00"), "01:00 01:30 03:00 03:30 04:00"),
    ("Europe/Berlin", "2027-10-31", ("01:00", "04:00"), "01:00 01:30 02:00 02:30 02:00 02:30 03:00"),
    ("America/New_York", "2027-03-14", ("01:00", "05:00"), "01:00 01:30 03:00 03:30 04:00"),
    ("America/New_York", "2027-11-07", ("00:30", "03:00"), "00:30 01:00 01:30 01:00 01:30 02:00"),
    ("Australia/Lord_Howe", "2027-10-03", ("01:00", "04:00"), "01:00 01:30 02:30 03:00"),
    ("Australia/Lord_Howe", "2027-04-04", ("01:00", "03:00"), "01:00 01:30 01:30 02:00"),
    ("Asia/Kathmandu", "2027-03-28", ("08:00", "10:00"), "08:00 08:30 09:00"),
    # The opening itself falls into the gap, or into the fold.
    ("Europe/Berlin", "2027-03-28", ("02:30", "05:00"), "03:00 03:30 04:00"),
    ("Europe/Berlin", "2027-10-31", ("02:00", "03:00"), "02:00 02:30 02:00"),
]


@pytest.fixture
def night_shift(workshop):
    def open_workshop(zone, hours):
        return workshop(zone=zone, hours=(hours,), policy={"horizon_days": 400})

    return open_workshop


@pytest.mark.shows("AP10")
@pytest.mark.parametrize(("zone", "day", "hours", "readings"), MATRIX)
def test_the_clock_reads_as_expected_at_every_slot(night_shift, slots, zone, day, hours, readings):
    night_shift(zone, hours)
    starts = [datetime.fromisoformat(start) for start in slots(day)]
    assert " ".join(f"{start.astimezone(ZoneInfo(zone)):%H:%M}" for start in starts) == readings
    assert starts == sorted(set(starts))
    assert all(later - earlier == timedelta(minutes=30) for earlier, later in pairwise(starts))


@pytest.mark.shows("AP10", "AP11")
@pytest.mark.parametrize(("zone", "day", "hours", "readings"), MATRIX)
def test_every_one_of_them_can_be_booked(night_shift, slots, book, customer, zone, day, hours, readings):
    night_shift(zone, hours)
    for start in slots(day)[::2]:
        booked = book(customer, start)
        assert (booked["start"], booked["time_zone"]) == (start, zone)
        length = datetime.fromisoformat(booked["end"]) - datetime.fromisoformat(start)
        assert length == timedelta(minutes=60)
    assert slots(day)[:1] == []


@pytest.mark.shows("AP10")
def test_both_readings_of_a_repeated_hour_are_slots_of_their_own(night_shift, slots, book, customer):
    night_shift("Europe/Berlin", ("02:00", "04:00"))
    first, second = book(customer, "2027-10-31T02:00:00+02:00"), book(customer, "2027-10-31T02:00:00+01:00")
    assert (first["start"], second["start"]) == ("2027-10-31T00:00:00Z", "2027-10-31T01:00:00Z")


@pytest.mark.shows("AP10")
def test_opening_hours_stay_on_the_clock_when_the_offset_changes(night_shift, slots):
    night_shift("Europe/Berlin", ("08:00", "09:00"))
    assert slots("2027-03-27") == ["2027-03-27T07:00:00Z"]
    assert slots("2027-03-28") == ["2027-03-28T06:00:00Z"]
