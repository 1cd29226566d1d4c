"""A calendar's own word on time zones, as a library reads it that knows nothing else of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical

from feeds.time_zones import time_zone
from tests.feeds.readers import opened

A_QUARTER, HALF_AN_HOUR, A_DAY = timedelta(minutes=15), timedelta(minutes=30), timedelta(days=1)
# Whole and half hours, quarters, changes at midnight, by half an hour, turned round, twice in a year, never.
ZONES = (
    "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata",
    "Pacific/Chatham", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut", "Europe/Dublin", "UTC",
    "Africa/Casablanca", "America/Havana", "Pacific/Apia", "Pacific/Kiritimati", "Antarctica/Troll",
    "America/Nuuk", "Etc/GMT+12",
)  # fmt: skip


def moments(zone: ZoneInfo, start: datetime, days: int) -> Iterator[datetime]:
    """Four of each day, and every quarter of an hour of one on which the clock is changed."""
    for day in (start + number * A_DAY for number in range(days)):
        changes = day.astimezone(zone).utcoffset() != (day + A_DAY).astimezone(zone).utcoffset()
        step = A_QUARTER if changes else A_DAY / 4
        yield from (day + number * step for number in range(A_DAY // step))


def differences(name: str, start: datetime, days: int) -> list[datetime]:
    """The moments at which a reader would see another clock. What reads the same twice is written in UTC."""
    described = time_zone(name, start.year, (start + days * A_DAY).year)
    zone, read = ZoneInfo(name), tzical(StringIO(described.to_ical().decode())).get(name)
    local = [moment.astimezone(zone) for moment in moments(zone, start, days)]
    return [
        one
        for one in local
        if not one.fold and one.replace(tzinfo=read).astimezone(UTC) != one.astimezone(UTC)
    ]


@pytest.mark.shows("AP21")
@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_read_as_it_is_written(name):
    assert differences(name, datetime(2026, 11, 1, tzinfo=UTC), 400) == []


@pytest.mark.drill
def test_so_is_every_zone_there_is(rounds, chance):
    every = sorted(available_timezones())
    drawn = chance.sample(every, rounds(10, len(every)))
    start = datetime(2024, 1, 1, tzinfo=UTC)
    assert {name: found for name in drawn if (found := differences(name, start, 1100))} == {}


def test_what_there_is_of_a_zone_is_what_a_calendar_needs():
    lines = time_zone("Europe/Berlin", 2027, 2027).to_ical().decode().split("\r\n")
    assert lines[:2] == ["BEGIN:VTIMEZONE", "TZID:Europe/Berlin"]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20261231T010000",
        "DTSTART:20270328T020000",
        "DTSTART:20271031T030000",
    ]
    assert not [line for line in lines if line.startswith(("RDATE", "RRULE"))]


# zone, date, hours of opening
NIGHTS = [
    ("Europe/Berlin", "2027-03-28", ("01:00", "05:00")),
    ("Europe/Berlin", "2027-10-31", ("01:00", "05:00")),
    ("America/New_York", "2027-11-07", ("00:00", "05:00")),
    ("Australia/Lord_Howe", "2027-04-04", ("00:00", "05:00")),
    ("Australia/Lord_Howe", "2027-10-03", ("01:00", "05:00")),
    ("Asia/Kathmandu", "2027-03-28", ("08:00", "12:00")),
    ("Pacific/Chatham", "2027-04-04", ("01:00", "06:00")),
    ("UTC", "2027-03-28", ("01:00", "03:00")),
]


@pytest.mark.django_db
@pytest.mark.shows("AP21")
@pytest.mark.parametrize(("zone", "day", "hours"), NIGHTS)
def test_whatever_is_booked_is_at_the_same_instant_in_the_calendar(
    workshop, slots, book, customer, subscribe, api, zone, day, hours
):
    workshop(zone=zone, hours=(hours,), duration_minutes=30, policy={"horizon_days": 400})
    starts = slots(day)
    booked = {book(customer, start)["id"]: datetime.fromisoformat(start) for start in starts}

    entries = opened(api.get(subscribe(customer)))

    found = {one.uid.value: [of.value.astimezone(UTC) for of in (one.dtstart, one.dtend)] for one in entries}
    assert found == {uid: [start, start + HALF_AN_HOUR] for uid, start in booked.items()}
    assert len(entries) >= 4


@pytest.mark.django_db
def test_an_entry_names_its_zone_and_is_in_utc_only_where_that_reads_twice(
    workshop, book, customer, subscribe, api
):
    workshop(hours=(("01:00", "05:00"),), policy={"horizon_days": 400}, duration_minutes=30)
    for start in ("2027-10-31T02:00:00+02:00", "2027-10-31T02:30:00+01:00", "2027-10-31T03:30:00+01:00"):
        book(customer, start)

    lines = api.get(subscribe(customer)).content.decode().split("\r\n")

    assert [line for line in lines if line.startswith(("DTSTART;", "DTSTART:20271031T01"))] == [
        "DTSTART;TZID=Europe/Berlin:20271031T020000",
        "DTSTART:20271031T013000Z",
        "DTSTART;TZID=Europe/Berlin:20271031T033000",
    ]
    assert lines.count("TZID:Europe/Berlin") == 1
