"""Slots in the nights in which the clock is changed, and in zones with odd offsets."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from appointments.models import Allocation, Appointment, Hold
from tests.urls import URL, url_of

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


SKIPPED = [
    # zone, what no clock on its walls reads, and in it the middle of the hour or half hour that is skipped
    ("Europe/Berlin", "2027-03-28T02:30:00"),
    ("America/New_York", "2027-03-14T02:30:00"),
    ("Australia/Lord_Howe", "2027-10-03T02:15:00"),
]


@pytest.mark.shows("AP10")
@pytest.mark.parametrize(("zone", "reading"), SKIPPED)
def test_what_the_clock_does_not_read_that_night_is_no_start(
    night_shift, try_to_book, book, customer, emitted, zone, reading
):
    night_shift(zone, ("00:00", "05:00"))
    booked = book(customer, f"{reading[:10]}T00:00:00{offset_before(zone, reading)}")
    wanted = {"service_type": "oil-change", "start": reading}
    refused = [
        try_to_book(customer, reading),
        customer.post(f"{URL}holds/", wanted),
        customer.post(url_of(booked, "reschedule"), {"start": reading}),
    ]
    assert {(reply.status_code, reply.json()["errors"][0]["code"]) for reply in refused} == {
        (400, "no_offset")
    }
    assert customer.get(url_of(booked)).json() == booked
    assert (Appointment.objects.count(), Hold.objects.count(), Allocation.objects.count()) == (1, 0, 3)
    assert [event.subject for event in emitted("appointment.booked.v1")] == [booked["id"]]
    assert not emitted("appointment.rescheduled.v1")


@pytest.mark.shows("AP10")
@pytest.mark.parametrize(("zone", "reading"), SKIPPED)
def test_a_workshop_that_is_open_in_the_skipped_hour_alone_takes_nothing_that_night(
    night_shift, slots, try_to_book, customer, emitted, zone, reading
):
    """With the offset of before or of after it is an instant, of another hour on that wall."""
    night_shift(zone, ("02:00", "03:00" if zone != "Australia/Lord_Howe" else "02:30"))
    assert slots(reading[:10]) == []
    for offset in (offset_before(zone, reading), offset_after(zone, reading)):
        for start in (f"{reading}{offset}", f"{reading[:14]}00:00{offset}"):
            reply = try_to_book(customer, start)
            assert (reply.status_code, reply.json()["code"]) == (409, "not_a_slot")
            assert reply.json()["reason"] == "closed"
    assert not Appointment.objects.exists()
    assert not Allocation.objects.exists()
    assert not emitted()


def offset_before(zone: str, reading: str) -> str:
    return offset_of(zone, reading, fold=0)


def offset_after(zone: str, reading: str) -> str:
    return offset_of(zone, reading, fold=1)


def offset_of(zone: str, reading: str, fold: int) -> str:
    """Of what is skipped, fold tells before from after (PEP 495)."""
    return datetime.fromisoformat(reading).replace(tzinfo=ZoneInfo(zone), fold=fold).isoformat()[-6:]
