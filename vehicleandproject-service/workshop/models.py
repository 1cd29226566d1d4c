"""Where the workshop is and in whose name it works, as appointment-service last published it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from chassis.models import ALPHABET, BaseModel

# The one that a migration makes, in the zone of WORKSHOP_TIME_ZONE. Who names no location means this one.
DEFAULT_LOCATION_ID = UUID("00000000-0000-7000-8000-000000000001")
DEFAULT_CURRENCY = "EUR"


class Location(BaseModel):
    """A place where work is done. Its estimates and invoices are in its `currency` (ISO 4217).

    `identity` is what stands on them, `{"legal_name", "address", "tax_id", "vat_id", "bank", "email",
    "website", "invoice_footer"}` as in `location.changed.v1`, and empty until that has come. It is always
    read and replaced whole, so it is no columns.
    """

    name = models.CharField(max_length=100, db_collation=ALPHABET)
    time_zone = models.CharField(max_length=64)
    phone = models.CharField(max_length=32, blank=True)
    currency = models.CharField(max_length=3, default=DEFAULT_CURRENCY)
    identity = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def date_of(self, instant: datetime) -> date:
        """Which date its clock shows."""
        return instant.astimezone(self.zone).date()

    @property
    def sender(self) -> dict[str, Any]:
        """In whose name it writes: its identity, with its own name and telephone number."""
        return {**self.identity, "location_name": self.name, "phone": self.phone}


class Bay(BaseModel):
    """A place where a vehicle stands while it is worked on."""

    name = models.CharField(max_length=50, db_collation=ALPHABET)


class Logo(BaseModel):
    """A picture that stands on what was written; `sha256` is that of its bytes. Never changed.

    Locations get other logos, and what was issued keeps its own.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
