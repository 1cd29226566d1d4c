"""Dates on which a location is not open as in its week."""

from django.db import models
from django.db.models import F, Q

from chassis.models import BaseModel
from resources.models.location import AtLocation


class ExceptionalDay(AtLocation, BaseModel):
    """A date on which a location is open at other hours than its week's, or not at all."""

    date = models.DateField()
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "date"], name="one_exception_per_date"),
        ]
        indexes = [
            models.Index(fields=["date", "id"], name="exceptional_days_by_date"),
            models.Index(fields=["location", "date", "id"], name="exceptions_of_a_location"),
        ]


class ExceptionalHours(models.Model):
    """One stretch of an exceptional day on the location's clock; closing at 00:00 is midnight."""

    day = models.ForeignKey(ExceptionalDay, models.CASCADE, related_name="periods")
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("opens",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                name="exceptional_hours_end_after_they_begin",
            ),
        ]
