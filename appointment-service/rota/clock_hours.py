"""The hours of a date, as the clock on the wall shows them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from appointments.local_time import MINUTE, Span, whole_day

HOUR = timedelta(hours=1)


def clock_hours(day: date, zone: ZoneInfo) -> Iterator[Span]:
    """Rule: an hour lasts until the clock reads a full hour again or is changed; of a repeated hour both are
    hours of their own, and of a skipped one there is none."""
    begin, midnight = whole_day(day, zone)
    while begin < midnight:
        end = min(_end_of_hour(begin, zone), midnight)
        yield Span(begin, end)
        begin = end


def _end_of_hour(begin: datetime, zone: ZoneInfo) -> datetime:
    local = begin.astimezone(zone)
    full = begin + HOUR - local.minute * MINUTE
    if full.astimezone(zone).utcoffset() == local.utcoffset():
        return full
    moment = begin + MINUTE
    while moment < full and moment.astimezone(zone).utcoffset() == local.utcoffset():
        moment += MINUTE
    return moment
