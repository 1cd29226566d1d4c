"""Which date it is, and from the clock on a location's wall to instants.

A stretch lasts from the first moment the clock reads its beginning until the first moment it reads its end,
as in appointment-service, also where the clock is put forward or back.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

FARTHEST_BEHIND_UTC = timedelta(hours=12)
MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


class Span(NamedTuple):
    """A half-open stretch of time: `start` belongs to it, `end` does not."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def earliest_today() -> date:
    """The date where it is earliest on Earth: whoever reads a calendar from it on misses nothing of today,
    wherever they are."""
    return (timezone.now() - FARTHEST_BEHIND_UTC).date()


def span(day: date, start_minute: int, end_minute: int, zone: ZoneInfo) -> Span:
    """From one minute of a date to another, on the clock of `zone`."""
    return Span(first_moment(day, start_minute, zone), first_moment(day, end_minute, zone))


def first_moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clock of `zone` reads so, or has been put past it."""
    wall = datetime(day.year, day.month, day.day) + minute * MINUTE
    while True:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            return instant
        wall += MINUTE
