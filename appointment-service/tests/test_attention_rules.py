"""A booking needs attention where its bay and its technician could not be booked for it, and nowhere else."""

from datetime import UTC, datetime, time, timedelta

import pytest

from appointments.attention import Booking
from appointments.attention_queries import surroundings
from appointments.calendar import Slot
from appointments.calendar_queries import calendar
from appointments.local_time import Span
from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Bay, Closure, Location, OpeningHours, Technician

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


@pytest.mark.parametrize(("zone", "begin"), [(zone, one) for zone, all_of in WEEKS.items() for one in all_of])
@pytest.mark.parametrize("hours", HOURS, ids=str)
@pytest.mark.parametrize("shift", SHIFTS, ids=str)
@pytest.mark.parametrize("own", [[], MIDDAY], ids=["whenever it is open", "at midday"])
def test_it_needs_attention_where_the_calendar_would_not_book_it(
    workshop, hire, clock, zone, begin, hours, shift, own
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
    service.update({"hours": own})
    for opens, closes in hours:
        OpeningHours.objects.bulk_create(open_from(opens, closes))
    off = {
        "start": (begin + timedelta(hours=33)).isoformat(),
        "end": (begin + timedelta(hours=34)).isoformat(),
    }
    expiry = (begin + timedelta(days=2)).date().isoformat()
    hire(hours=shift, skills=(("mechanics", expiry),), time_off=[off])
    Closure.objects.create(start=begin + timedelta(hours=9), end=begin + timedelta(hours=11), reason="Storm")
    span = Span(begin, begin + timedelta(days=3))
    bay, technician = Bay.objects.get(), Technician.objects.get()
    known = calendar(service, span, begin)
    bookings = []
    start = begin
    while start < span.end:
        occupied = Span(start - known.before, start + known.occupation)
        bookings.append(
            Booking(
                occupied,
                Span(start, start + known.duration),
                service,
                (),
                new_id(),
                "pending",
                bay.id,
                technician.id,
                None,
                None,
            )
        )
        start += A_QUARTER
    around = surroundings(Location.objects.get(pk=DEFAULT_LOCATION_ID), bookings)
    for booking in bookings:
        verdict = known.judge(booking.during.start)
        assert isinstance(verdict, Slot) == (not around.objections(booking)), (booking.occupied, verdict)
    assert {bool(around.objections(booking)) for booking in bookings} >= {True}
