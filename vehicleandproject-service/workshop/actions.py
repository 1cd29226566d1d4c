"""What appointment-service publishes of the locations and their bays."""

from typing import Any
from uuid import UUID

from workshop.models import Bay, Location


def follow_location(data: dict[str, Any]) -> None:
    """Keep what was published of a location.

    Rule: what older news do not say stays as it is known.
    """
    kept = ("name", "time_zone", "phone", "is_active", "currency", "identity")
    known = {name: data[name] for name in kept if name in data}
    Location.objects.update_or_create(pk=data["location_id"], defaults=known)


def arrived_at(location_id: UUID, time_zone: str) -> Location:
    """The location where a vehicle has arrived.

    Rule: one whose own news are still under way is known by its id and clock until they come.
    """
    location, _ = Location.objects.get_or_create(pk=location_id, defaults={"time_zone": time_zone})
    return location


def follow_bay(bay_id: UUID, name: str) -> None:
    """Keep what a bay is called."""
    Bay.objects.update_or_create(pk=bay_id, defaults={"name": name})
