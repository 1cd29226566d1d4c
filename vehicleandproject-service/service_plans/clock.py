"""Which date it is."""

from datetime import date

from django.utils import timezone

from workshop.models import DEFAULT_LOCATION_ID, Location


def today() -> date:
    """Rule: for a vehicle that is at no location it is the date of the default one."""
    return Location.objects.get(pk=DEFAULT_LOCATION_ID).date_of(timezone.now())
