"""Where people work."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone

from chassis.models import ALPHABET, BaseModel

# The one that a migration makes, in the zone of WORKSHOP_TIME_ZONE. Hours that name none are worked there.
DEFAULT_LOCATION_ID = UUID("00000000-0000-7000-8000-000000000001")


class Location(BaseModel):
    """A place with a clock of its own, as appointment-service tells of it."""

    name = models.CharField(max_length=100, db_collation=ALPHABET)
    time_zone = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """The date on its clock."""
        return timezone.now().astimezone(self.zone).date()
