"""Where the workshop is."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from chassis.files.models import StoredFile
from chassis.models import ALPHABET, BaseModel
from resources.models.identity import Identity

# The one that a migration makes, in the zone of WORKSHOP_TIME_ZONE. Who names no location means this one.
DEFAULT_LOCATION_ID = UUID("00000000-0000-7000-8000-000000000001")


class Location(Identity, BaseModel):
    """A place with a clock, hours, bays, services and rules of its own, in the name of a business.

    Where its `address` is left out, customers come to that of the business. `country` and `region` are
    those of its public holidays.
    """

    name = models.CharField(max_length=100, db_collation=ALPHABET)
    time_zone = models.CharField(max_length=64)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    country = models.CharField(max_length=2, blank=True, default="", db_default="")
    region = models.CharField(max_length=50, blank=True, default="", db_default="")
    is_active = models.BooleanField(default=True)
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="unique_location_name")]
        indexes = [models.Index(fields=["name", "id"], name="locations_by_name")]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def directions(self) -> str:
        """Where customers come."""
        return self.address or self.postal_address

    def date_of(self, instant: datetime) -> date:
        """Which date its clock shows."""
        return instant.astimezone(self.zone).date()


class AtLocation(models.Model):
    """What belongs to a location.

    Columns have a default for rows that a replica of before locations writes while the platform is upgraded.
    """

    location = models.ForeignKey(
        Location,
        models.PROTECT,
        default=DEFAULT_LOCATION_ID,
        db_default=models.Value(DEFAULT_LOCATION_ID),
        db_index=False,
    )

    class Meta:
        abstract = True
