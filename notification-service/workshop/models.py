"""Where the workshop is and in whose name it writes, as appointment-service last published it."""

from uuid import UUID

from django.db import models

from chassis.models import ALPHABET, BaseModel

# The one that a migration makes, in the zone of WORKSHOP_TIME_ZONE. Who names no location means this one.
DEFAULT_LOCATION_ID = UUID("00000000-0000-7000-8000-000000000001")
DEFAULT_CURRENCY = "EUR"


class Location(BaseModel):
    """A place where work is done, and in whose name its customers are written to.

    `identity` is `{"legal_name", "address", "tax_id", "vat_id", "bank", "email", "website",
    "invoice_footer", "logo"}` as in `location.changed.v1`, and empty until that has come. It is always read
    and replaced whole, so it is no columns.
    """

    name = models.CharField(max_length=100, db_collation=ALPHABET)
    time_zone = models.CharField(max_length=64)
    phone = models.CharField(max_length=32, blank=True)
    currency = models.CharField(max_length=3, default=DEFAULT_CURRENCY)
    identity = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)


class Logo(BaseModel):
    """A logo as it stands in mails: a PNG of `width` and `height` pixels, which are twice those shown.

    `sha256` is that of the picture of which it was made. Never changed.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
