"""How long bays and technicians could have been used."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from appointments.local_time import Span, dates, without
from appointments.opening_times import OpeningTimes
from appointments.working_hours import work_on
from resources.models import Location, Technician


class Capacity(NamedTuple):
    """Of a location on a date, or of several: how long bays are open, and technicians at work."""

    bays: timedelta = timedelta()
    technicians: timedelta = timedelta()

    def with_another(self, other: "Capacity") -> "Capacity":
        return Capacity(self.bays + other.bays, self.technicians + other.technicians)


class Place(NamedTuple):
    """A location with what its capacity follows from."""

    location: Location
    times: OpeningTimes
    closures: list[Span]
    bays: int


def capacities(
    places: list[Place], technicians: list[Technician], first: date, last: date
) -> Iterator[tuple[tuple[UUID, date], Capacity]]:
    """Rule: a bay can be used while its location is open and not closed after all, a technician while they
    are at work there; by the calendar as it stands now, and of a location that is not active nothing.
    """
    for place in places:
        if not place.location.is_active:
            continue
        for day in dates(first, last):
            opened = without(place.times.on(day), place.closures)
            at_work = (stretch for who in technicians for stretch in work_on(who, day, place.location))
            capacity = Capacity(place.bays * _lasting(opened), _lasting(at_work))
            yield (place.location.id, day), capacity


def _lasting(spans: Iterable[Span]) -> timedelta:
    return sum((one.end - one.start for one in spans), timedelta())
