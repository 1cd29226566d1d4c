"""What a series and each of its dates can be."""

from django.db import models


class Frequency(models.TextChoices):
    """How often, in the words of RFC 5545."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class DateStatus(models.TextChoices):
    """A date that lies beyond the horizon of bookings is planned, until the horizon reaches it."""

    PLANNED = "planned"
    BOOKED = "booked"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Outcome(models.TextChoices):
    """What became of a date when the series was changed or cancelled."""

    CHANGED = "changed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    LEFT = "left"
