"""Which date it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from workshop.models import DEFAULT_LOCATION_ID, Location


def today() -> date:
    """Rule: for a vehicle that is at no location it is the date of the default one."""
    return date_at(Location.objects.get(pk=DEFAULT_LOCATION_ID), timezone.now())


def date_at(location: Location, instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(location.time_zone)).date()
