from django.db import models
from django.db.models import Q

from chassis.models import BaseModel
from estimates.models import Line
from workshop.models import Location


class LabourCost(BaseModel):
    """What an hour of work costs a location, from a date on."""

    location = models.ForeignKey(Location, models.PROTECT, db_index=False)
    valid_from = models.DateField()
    hour_amount = models.DecimalField(max_digits=14, decimal_places=4)
    hour_currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "valid_from"], name="unique_labour_cost"),
            models.CheckConstraint(condition=Q(hour_amount__gte=0), name="labour_costs_are_not_negative"),
        ]


class LineCost(BaseModel):
    """What one piece of a line is bought in for, in the estimate's currency. Customers never see it."""

    line = models.OneToOneField(Line, models.CASCADE, related_name="cost")
    unit_cost_amount = models.DecimalField(max_digits=14, decimal_places=4)
    unit_cost_currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit_cost_amount__gte=0), name="line_costs_are_not_negative")
        ]
