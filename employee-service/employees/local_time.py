"""The workshop's clock."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The date in the workshop."""
    return timezone.now().astimezone(ZoneInfo(settings.WORKSHOP_TIME_ZONE)).date()
