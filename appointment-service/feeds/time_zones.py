"""What a calendar says of a time zone, so that its readers need no data of their own (RFC 5545, 3.6.5).

Not icalendar's own `Timezone.from_tzid`: up to 7.3.2 that begins summer an hour late, for it writes an onset
as the clock reads after it, where the standard wants what it would have read without.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

A_DAY = timedelta(days=1)
SHORTEST_STEP = timedelta(seconds=1)


@lru_cache(maxsize=200)
def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The offsets of a zone in these years, each change of them by itself: some readers know no RDATE."""
    zone = ZoneInfo(name)
    start = datetime(first_year, 1, 1, tzinfo=UTC) - A_DAY
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC) + A_DAY
    described = Timezone()
    described.add("TZID", name)
    described.add_component(_observance(zone, start, before=start))
    for change in _changes(zone, start, end):
        described.add_component(_observance(zone, change, before=change - SHORTEST_STEP))
    return described


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Each first instant of another offset."""
    day = start
    while day < end:
        if _offset(zone, day) != _offset(zone, day + A_DAY):
            yield _change_within(zone, day, day + A_DAY)
        day += A_DAY


def _change_within(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    old = _offset(zone, start)
    while end - start > SHORTEST_STEP:
        middle = start + (end - start) // 2 // SHORTEST_STEP * SHORTEST_STEP
        start, end = (middle, end) if _offset(zone, middle) == old else (start, middle)
    return end


def _observance(zone: ZoneInfo, onset: datetime, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    local, offset_from = onset.astimezone(zone), _offset(zone, before)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.DTSTART = (onset + offset_from).replace(tzinfo=None)
    observance.TZOFFSETFROM = offset_from
    observance.TZOFFSETTO = _offset(zone, onset)
    observance.add("TZNAME", local.tzname())
    return observance


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
