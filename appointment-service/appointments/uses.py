"""When a resource is taken."""

from bisect import bisect_right
from datetime import datetime, timedelta

from appointments.local_time import Span


class Uses:
    """When a resource is taken, in order. Its uses never overlap: the database sees to that."""

    def __init__(self, starts: list[datetime], ends: list[datetime]) -> None:
        self._starts = starts
        self._ends = ends

    def leave(self, wanted: Span) -> bool:
        """Whether the resource is free for all of `wanted`."""
        following = bisect_right(self._ends, wanted.start)
        return following == len(self._ends) or self._starts[following] >= wanted.end

    def minutes_within(self, day: Span) -> float:
        return sum(
            (end - start) / timedelta(minutes=1)
            for start, end in zip(self._starts, self._ends, strict=True)
            if start < day.end and end > day.start
        )


NEVER_USED = Uses([], [])
