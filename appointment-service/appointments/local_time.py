"""From the clock on the workshop's wall to instants, also where the clock is put forward or back.

A period lasts from the first moment the clock reads its beginning until the first moment it reads its end.
So it is an hour longer in the night the clocks go back, and a time that is skipped is the moment of the skip.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


class Span(NamedTuple):
    """A half-open stretch of time: `start` belongs to it, `end` does not."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def instant_text(moment: datetime) -> str:
    """An instant as the API writes it (RFC 3339, in UTC)."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def first_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clock of `zone` reads so, or has been put past it."""
    wall = datetime.combine(day, clock)
    while True:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            return instant
        wall += MINUTE


def span(day: date, begins: time, ends: time, zone: ZoneInfo) -> Span:
    """From one reading of the clock to another. An end at 00:00 is the midnight that ends the day."""
    end_day = day if ends != time.min else day + timedelta(days=1)
    return Span(first_moment(day, begins, zone), first_moment(end_day, ends, zone))


def whole_day(day: date, zone: ZoneInfo) -> Span:
    return span(day, time.min, time.min, zone)


def dates(first: date, last: date) -> Iterator[date]:
    """From the first to the last; none where that is before it."""
    return (first + number * A_DAY for number in range((last - first).days + 1))


def dates_of(during: Span, zone: ZoneInfo) -> Iterator[date]:
    """The dates that a stretch touches on the clock of `zone`."""
    last = during.end - timedelta.resolution
    return dates(during.start.astimezone(zone).date(), last.astimezone(zone).date())


def days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """When the clock of `zone` reads the same, so many dates later. Not always so many times 24 hours."""
    local = moment.astimezone(zone)
    return first_moment(local.date() + timedelta(days=days), local.time(), zone)


def joined(spans: Iterable[Span]) -> list[Span]:
    """In order, and those that touch as one."""
    result: list[Span] = []
    for one in sorted(spans):
        if result and one.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(one.end, result[-1].end))
        else:
            result.append(one)
    return result


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of `spans`, in order, without what is taken out of them."""
    left = list(spans)
    for gap in taken:
        pieces = (
            piece
            for one in left
            for piece in (Span(one.start, min(one.end, gap.start)), Span(max(one.start, gap.end), one.end))
        )
        left = [piece for piece in pieces if piece.start < piece.end]
    return left


def covers(stretches: list[Span], during: Span, on: Callable[[date], list[Span]], zone: ZoneInfo) -> bool:
    """Whether one of these stretches, and those of the following dates that touch it, last for all of a time.
    They are those of the date on which it begins."""
    begun = within(stretches, during.start)
    return begun is not None and (during.end <= begun.end or during.end <= lasts(begun, during.end, on, zone))


def within(stretches: list[Span], moment: datetime) -> Span | None:
    """The one of these stretches in which a moment lies."""
    return next((one for one in stretches if one.start <= moment < one.end), None)


def lasts(stretch: Span, until: datetime, on: Callable[[date], list[Span]], zone: ZoneInfo) -> datetime:
    """When a stretch ends, with those of the following dates that touch it; looked at as far as `until`."""
    end, day = stretch.end, stretch.start.astimezone(zone).date()
    while end < until:
        day += A_DAY
        following = next((one for one in on(day) if one.start == end), None)
        if following is None:
            break
        end = following.end
    return end
