"""When a service will be due: the earlier of a date and of the day on which a distance will be reached.

The pace is that of the first and the last reading within a year: what lies between them does not change where
they lead, and anybody can check it with a calculator.
"""

from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import Any

import msgspec

WINDOW = timedelta(days=365)
LEAST_DAYS = 14
FURTHEST_DAYS = 3650


class Basis(StrEnum):
    """What a predicted date rests on: readings of the odometer, the calendar, or nothing."""

    READINGS = "readings"
    DATE = "date"
    NONE = "none"


class DueBy(StrEnum):
    DATE = "date"
    DISTANCE = "distance"


class Pace(msgspec.Struct, frozen=True):
    """How far a vehicle came between two dates, by so many readings. At `last` it had come `reached_km`."""

    first: date
    last: date
    km: int
    reached_km: int
    readings: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    @property
    def km_per_day(self) -> str:
        """With one decimal."""
        return f"{self.km / self.days:.1f}"


class Known(msgspec.Struct, frozen=True):
    """What all reminders of a vehicle are looked at with."""

    today: date
    distance_km: int
    pace: Pace | None = None

    def as_json(self) -> Any:
        return msgspec.to_builtins(self)

    @classmethod
    def of(cls, json: Any) -> "Known":
        return msgspec.convert(json, cls)


class Forecast(msgspec.Struct, frozen=True):
    on: date | None
    basis: Basis
    by: DueBy


def pace_between(first: date, first_km: int, last: date, last_km: int, readings: int) -> Pace | None:
    """Rule: two readings that are at least 14 days apart make a pace; of fewer nothing is claimed."""
    if (last - first).days < LEAST_DAYS:
        return None
    return Pace(first, last, last_km - first_km, last_km, readings)


def reached_on(due_km: int, pace: Pace) -> date | None:
    """The day on which the vehicle will have come so far; none where that is more than ten years ahead."""
    left = due_km - pace.reached_km
    if left <= 0:
        return pace.last
    if not pace.km or (days := ceil(left * pace.days / pace.km)) > FURTHEST_DAYS:
        return None
    return pace.last + timedelta(days=days)


def forecast(due_on: date | None, due_km: int | None, known: Known) -> Forecast:
    """Rule: what is due by distance and by date is due by whichever comes first."""
    by_distance = reached_on(due_km, known.pace) if due_km is not None and known.pace else None
    if by_distance and (due_on is None or by_distance < due_on):
        return Forecast(by_distance, Basis.READINGS, DueBy.DISTANCE)
    reached = due_km is not None and known.distance_km >= due_km
    date_to_come = due_on is None or known.today < due_on
    by = DueBy.DISTANCE if due_on is None or (reached and date_to_come) else DueBy.DATE
    return Forecast(due_on, Basis.DATE if due_on else Basis.NONE, by)
