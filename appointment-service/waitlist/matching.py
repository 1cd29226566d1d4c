"""Which free starts fit whom."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache

from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import calendar
from appointments.local_time import Span
from appointments.visit import Visit
from resources.models import Policy, ServiceType
from waitlist.models import Entry

Judge = Callable[[datetime], Slot | Reason]


class Matches:
    """The calendar of a service for all that some entries want, read once and judged once a start."""

    def __init__(
        self,
        service_type: ServiceType,
        entries: list[Entry],
        now: datetime,
        policy: Policy,
        notice: timedelta = timedelta(0),
    ) -> None:
        first = max(now, min(entry.starts_from for entry in entries))
        last = max(first, max(entry.starts_before for entry in entries))
        self._calendar: Calendar = calendar(Visit([service_type]), Span(first, last), now, policy)
        self._earliest = self._calendar.earliest + notice
        self._judge: Judge = cache(self._calendar.judge)

    def of(self, entry: Entry) -> Iterator[Slot]:
        """The free slots that an entry waits for, in order."""
        span = Span(max(entry.starts_from, self._earliest), entry.starts_before)
        for day in self._calendar.days(span):
            for start in self._calendar.starts(day, span):
                verdict = self._judge(start) if entry.wants(start) else None
                if isinstance(verdict, Slot):
                    yield verdict
