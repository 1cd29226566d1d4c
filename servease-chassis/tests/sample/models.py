from django.db import models

from chassis.models import Record


class Box(Record):
    """Something with an owner, a price and a place in an order."""

    owner_id = models.UUIDField()
    label = models.CharField(max_length=20, unique=True)
    weight = models.PositiveSmallIntegerField(default=0)
    price_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    price_currency = models.CharField(max_length=3, default="USD")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")


class Counted(models.Model):
    """What a handled event leaves behind."""

    event_id = models.UUIDField()
