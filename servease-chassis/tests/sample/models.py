from django.db import models

from chassis.files.models import StoredFile
from chassis.models import BaseModel


class Box(BaseModel):
    """Something with an owner, a price and a place in an order."""

    owner_id = models.UUIDField()
    label = models.CharField(max_length=20, unique=True)
    weight = models.PositiveSmallIntegerField(default=0)
    price_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    price_currency = models.CharField(max_length=3, default="USD")
    facts = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")

    class Meta:
        indexes = [
            models.Index(fields=["owner_id", "id"], name="boxes_of_an_owner"),
            models.Index(fields=["owner_id", "weight", "id"], name="boxes_by_weight"),
            models.Index(fields=["owner_id", "due_at", "id"], name="boxes_by_due_at"),
        ]


class Picture(BaseModel):
    """Something with a file."""

    owner_id = models.UUIDField()
    title = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")


class Counted(models.Model):
    """What a handled event leaves behind."""

    event_id = models.UUIDField()
