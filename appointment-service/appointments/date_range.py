"""Stretches of time, and of whole dates on the clocks of locations."""

from datetime import date, time
from typing import Any

from appointments.errors import BEFORE_START, LAST_BEFORE_FIRST, RANGE_TOO_LONG
from appointments.local_time import A_DAY, Span, first_moment
from resources.models import Location


def check_dates(first: date, last: date, most_days: int) -> None:
    """Raises InvalidField (400) where these dates are none, or too many."""
    if last < first:
        raise LAST_BEFORE_FIRST(field="to")
    if last - first >= most_days * A_DAY:
        raise RANGE_TOO_LONG(field="to", days=most_days)


def check_stretch(data: dict[str, Any], most_days: int) -> None:
    """Raises InvalidField (400) where its `end` is not behind its `start`, or too far behind it."""
    if data["end"] <= data["start"]:
        raise BEFORE_START(field="end")
    if data["end"] - data["start"] > most_days * A_DAY:
        raise RANGE_TOO_LONG(field="end", days=most_days)


def span_of(first: date, last: date, location: Location) -> Span:
    """From the midnight that begins the first date to that which ends the last."""
    zone = location.zone
    return Span(first_moment(first, time.min, zone), first_moment(last + A_DAY, time.min, zone))
