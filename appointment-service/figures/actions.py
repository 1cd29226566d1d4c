"""The figures of a stretch of days."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from appointments.date_range import check_dates
from appointments.local_time import dates
from figures.capacity import Capacity, capacities
from figures.reading import places, span_of_all, tallies
from figures.tallies import Key, Tally
from resources.locations import location_of
from resources.models import Location, Technician

MOST_DAYS = 366
Group = TypeVar("Group")


def figures(data: dict[str, Any]) -> dict[str, Any]:
    """What the bookings of some dates come to: together, by date, by location and by service.

    Rule: a booking counts on the date on which it starts, on its location's clock, and for its first service;
    its revenue for each of its services.
    Raises InvalidField (400).
    """
    first, last = data["from"], data["to"]
    check_dates(first, last, MOST_DAYS)
    everywhere = Location.objects.order_by("name", "id")
    locations = [location_of(data)] if "location_id" in data else list(everywhere)
    known = places(locations, span_of_all(locations, first, last))
    technicians = list(Technician.objects.assignable())
    could = dict(capacities(known, technicians, first, last))
    found = tallies(locations, first, last)
    shown = _shown(found, could, [one.id for one in locations], dates(first, last))
    return {"from": first, "to": last, **shown}


def _shown(
    found: dict[Key, Tally],
    could: dict[tuple[UUID, date], Capacity],
    locations: list[UUID],
    days: Iterable[date],
) -> dict[str, Any]:
    by_date, on = _tallies_by(found, lambda key: key.date), _capacities_by(could, lambda key: key[1])
    by_location = _tallies_by(found, lambda key: key.location_id)
    at = _capacities_by(could, lambda key: key[0])
    by_service_type = _tallies_by(found, lambda key: (key.location_id, key.service_type))
    total = _tallies_by(found, lambda _: None)[None]
    return {
        **total.shown(_capacities_by(could, lambda _: None)[None]),
        "by_date": [{"date": day, **by_date[day].shown(on[day])} for day in days],
        "by_location": [{"location_id": one, **by_location[one].shown(at[one])} for one in locations],
        "by_service_type": [
            {"location_id": one, "service_type": code, **by_service_type[one, code].shown(at[one])}
            for one, code in sorted(by_service_type, key=lambda key: (locations.index(key[0]), key[1]))
        ],
    }


def _tallies_by(found: dict[Key, Tally], group: Callable[[Key], Group]) -> dict[Group, Tally]:
    groups: dict[Group, Tally] = defaultdict(Tally)
    for key, tally in found.items():
        groups[group(key)].add(tally)
    return groups


def _capacities_by(
    could: dict[tuple[UUID, date], Capacity], group: Callable[[tuple[UUID, date]], Group]
) -> dict[Group, Capacity]:
    groups: dict[Group, Capacity] = defaultdict(Capacity)
    for key, capacity in could.items():
        groups[group(key)] = groups[group(key)].with_another(capacity)
    return groups
