"""Which location a request means."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from resources.errors import NO_SUCH_LOCATION
from resources.models import DEFAULT_LOCATION_ID, Location

ZONE = "SELECT time_zone FROM resources_location WHERE id = %s"


def location_of(data: dict[str, Any]) -> Location:
    """The location that `location_id` names; where it is left out, the default one.

    Raises InvalidField (400).
    """
    location = Location.objects.filter(pk=location_id_of(data)).first()
    if location is None:
        raise NO_SUCH_LOCATION(field="location_id")
    return location


def zone_of(data: dict[str, Any]) -> ZoneInfo:
    """Its zone alone, which each request for slots asks for. Raises InvalidField (400)."""
    rows = connection.fetch_prepared(ZONE, [location_id_of(data)])  # type: ignore[attr-defined]
    if not rows:
        raise NO_SUCH_LOCATION(field="location_id")
    return ZoneInfo(rows[0][0])


def location_id_of(data: dict[str, Any]) -> UUID:
    """The same without looking whether there is one, for what is found under it or not."""
    named: UUID = data.get("location_id", DEFAULT_LOCATION_ID)
    return named
