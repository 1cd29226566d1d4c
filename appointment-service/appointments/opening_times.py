"""When a location is open: by its week, or by the hours that a date has of its own."""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from appointments.local_time import Span, joined, span, whole_day, without

# Of a weekday or of a date; a date without hours comes as one row without readings.
Times = tuple[int | None, date | None, time | None, time | None]


class Period(NamedTuple):
    """What the location's clock reads when it opens and closes; 00:00 is the midnight that ends the day."""

    opens: time
    closes: time


class OpeningTimes:
    """When a location is open on each of some dates."""

    def __init__(self, zone: ZoneInfo, rows: Iterable[Times]) -> None:
        self.zone = zone
        self._periods: dict[date | int | None, list[Period]] = {}
        for weekday, day, opens, closes in rows:
            periods = self._periods.setdefault(weekday if day is None else day, [])
            if opens is not None and closes is not None:
                periods.append(Period(opens, closes))

    def periods_of(self, day: date) -> list[Period]:
        """Rule: the hours that a date has of its own count instead of its weekday's; none of them: closed."""
        return sorted(self._periods.get(day, self._periods.get(day.weekday(), [])))

    def on(self, day: date) -> list[Span]:
        return joined(span(day, opens, closes, self.zone) for opens, closes in self.periods_of(day))

    def closed_on(self, day: date) -> list[Span]:
        """What of a date is outside of them."""
        return without([whole_day(day, self.zone)], self.on(day))
