"""Which location a request means."""

from typing import Any
from uuid import UUID

from resources.errors import NO_SUCH_LOCATION
from resources.models import DEFAULT_LOCATION_ID, Location


def location_of(data: dict[str, Any]) -> Location:
    """The location that `location_id` names; where it is left out, the default one.

    Raises InvalidField (400).
    """
    location = Location.objects.filter(pk=location_id_of(data)).first()
    if location is None:
        raise NO_SUCH_LOCATION(field="location_id")
    return location


def location_id_of(data: dict[str, Any]) -> UUID:
    """The same without looking whether there is one, for what is found under it or not."""
    named: UUID = data.get("location_id", DEFAULT_LOCATION_ID)
    return named
