"""Which date it is."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

FARTHEST_BEHIND_UTC = timedelta(hours=12)


def today() -> date:
    """The date on the workshop's clock."""
    return timezone.now().astimezone(ZoneInfo(settings.WORKSHOP_TIME_ZONE)).date()


def earliest_today() -> date:
    """The date where it is earliest on Earth: whoever reads a calendar from it on misses nothing of today,
    wherever they are."""
    return (timezone.now() - FARTHEST_BEHIND_UTC).date()
