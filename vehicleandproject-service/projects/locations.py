"""Which location a request means."""

from typing import Any

from projects.errors import NO_SUCH_LOCATION
from workshop.models import DEFAULT_LOCATION_ID, Location


def location_of(data: dict[str, Any]) -> Location:
    """The location that `location_id` names; where it is left out, the default one.

    Raises InvalidField (400).
    """
    location = Location.objects.filter(pk=data.get("location_id", DEFAULT_LOCATION_ID)).first()
    if location is None:
        raise NO_SUCH_LOCATION(field="location_id")
    return location
