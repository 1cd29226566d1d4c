"""A booking needs attention where its bay and its technician could not be booked for it, and nowhere else."""

from datetime import UTC, datetime, time, timedelta
from itertools import cycle

import pytest

from appointments.attention import BookedPart, Booking
from appointments.attention_queries import surroundings
from appointments.calendar import Slot
from appointments.calendar_queries import calendar
from appointments.local_time import Span
from appointments.visit import Visit
from chassis.models import new_id
from resources.models import (
    DEFAULT_LOCATION_ID,
    Bay,
    Closure,
    Location,
    OpeningHours,
    ServiceType,
    Technician,
)

pytestmark = pytest.mark.django_db
A_QUARTER = timedelta(minutes=15)
EVERY_DAY = range(7)
# Weeks in which the clock stands still, is put back and is put forward.
WEEKS = {
    "Europe/Berlin": [datetime(2026, 11, 24, tzinfo=UTC), datetime(2027, 3, 27, tzinfo=UTC)],
    "America/Sao_Paulo": [datetime(2026, 11, 24, tzinfo=UTC)],
    "Australia/Lord_Howe": [datetime(2027, 4, 3, tzinfo=UTC)],
    "Asia/Kathmandu": [datetime(2026, 11, 24, tzinfo=UTC)],
}
HOURS = [
    [("08:00", "12:00"), ("13:00", "17:00")],
    [("00:00", "06:00"), ("18:00", "00:00")],
    [("00:00", "00:00")],
]
MIDDAY = [{"weekday": day, "opens": "10:00", "closes": "15:00"} for day in EVERY_DAY]
SHIFTS = [("07:00", "16:30"), ("00:00", "00:00"), ("20:00", "00:00")]


def open_from(opens, closes):
    return [
        OpeningHours(weekday=day, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
        for day in EVERY_DAY
    ]


def another_service(**changes):
    known = {"code": "tyre-change", "name": "Tyre change", "price_amount": "49.00", "price_currency": "EUR"}
    return ServiceType.objects.create(**known, duration_minutes=30, bay_kind="lift", **changes)


def booked(visit, start, bay, technicians):
    """As if it had been booked then there, by these in turn."""
    given = cycle(technicians)
    parts = [
        BookedPart(one.service_type, one.work.after(start), one.occupied.after(start), bay.id, next(given).id)
        for one in visit.steps
    ]
    return Booking(parts, visit.at_once, (), new_id(), "pending", None, None)


@pytest.mark.parametrize(("zone", "begin"), [(zone, one) for zone, all_of in WEEKS.items() for one in all_of])
@pytest.mark.parametrize("hours", HOURS, ids=str)
@pytest.mark.parametrize("shift", SHIFTS, ids=str)
@pytest.mark.parametrize("own", [[], MIDDAY], ids=["whenever it is open", "at midday"])
@pytest.mark.parametrize("visit", ["of one service", "one after the other", "at once"])
def test_it_needs_attention_where_the_calendar_would_not_book_it(
    workshop, hire, clock, zone, begin, hours, shift, own, visit
):
    clock.move_to(begin)
    service = workshop(
        technicians=0,
        hours=(),
        zone=zone,
        buffer_before_minutes=15,
        buffer_minutes=30,
        policy={"slot_step_minutes": 15},
    )
    services = [service]
    if visit != "of one service":
        services.append(another_service(buffer_before_minutes=30, required_skill=""))
    services[-1].update({"hours": own})
    asked = Visit(services, at_once=visit == "at once")
    for opens, closes in hours:
        OpeningHours.objects.bulk_create(open_from(opens, closes))
    off = {
        "start": (begin + timedelta(hours=33)).isoformat(),
        "end": (begin + timedelta(hours=34)).isoformat(),
    }
    expiry = (begin + timedelta(days=2)).date().isoformat()
    for _ in range(2 if asked.at_once else 1):
        hire(hours=shift, skills=(("mechanics", expiry),), time_off=[off])
    Closure.objects.create(start=begin + timedelta(hours=9), end=begin + timedelta(hours=11), reason="Storm")
    span = Span(begin, begin + timedelta(days=3))
    bay, technicians = Bay.objects.get(), list(Technician.objects.order_by("id"))
    known = calendar(asked, span, begin)
    bookings = []
    start = begin
    while start < span.end:
        bookings.append(booked(asked, start, bay, technicians))
        start += A_QUARTER
    around = surroundings(Location.objects.get(pk=DEFAULT_LOCATION_ID), bookings)
    objected = []
    for booking in bookings:
        verdict, objections = known.judge(booking.parts[0].during.start), around.objections(booking)
        assert isinstance(verdict, Slot) == (not objections), (booking.occupied, verdict)
        objected += objections
    assert objected
