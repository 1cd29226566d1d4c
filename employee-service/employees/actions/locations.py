"""Where hours are worked."""

import uuid
from typing import Any

from employees.errors import LOCATION_INACTIVE, NO_SUCH_LOCATION
from employees.models import DEFAULT_LOCATION_ID, Location, end_minute_of_day, minute_of_day


def follow_location(location: dict[str, Any]) -> None:
    """Keep what appointment-service tells of a location.

    Rule: hours at a location that is not active any more stay; it offers nothing, so nobody is booked there.
    """
    known = {name: location[name] for name in ("name", "time_zone", "is_active")}
    Location.objects.update_or_create(pk=location["location_id"], defaults=known)


def locations_of(working_hours: list[dict[str, Any]]) -> list[Location]:
    """The location of each stretch that is to be entered.

    Rule: hours are entered at a location that is active; those that name none are worked at the default one.
    Raises InvalidField (400).
    """
    named = [hours.get("location_id", DEFAULT_LOCATION_ID) for hours in working_hours]
    known = Location.objects.in_bulk(set(named))
    return [_active(known, location_id, position) for position, location_id in enumerate(named)]


def stretches_of(working_hours: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """First and last minute, and location, of each stretch to be entered. Raises InvalidField (400)."""
    return [
        (minute_of_day(hours["start"]), end_minute_of_day(hours["end"]), str(location.id))
        for hours, location in zip(working_hours, locations_of(working_hours), strict=True)
    ]


def _active(known: dict[uuid.UUID, Location], location_id: uuid.UUID, position: int) -> Location:
    field = f"working_hours.{position}.location_id"
    location = known.get(location_id)
    if location is None:
        raise NO_SUCH_LOCATION(field=field)
    if not location.is_active:
        raise LOCATION_INACTIVE(field=field, name=location.name)
    return location
