"""What is written to many at once."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadcasts.statuses import Status
from chassis.models import BaseModel
from contacts.models import LANGUAGES, ChannelName


class Broadcast(BaseModel):
    """One text for all who consented to marketing and whom it is for. Its id is their deliveries' event.

    Empty lists leave nobody out. `position` is the last contact that it was given to, in the order of their
    ids; `people` counts them.
    """

    title = models.CharField(max_length=120)
    body = models.TextField(max_length=4000)
    languages = ArrayField(models.CharField(max_length=2, choices=[(one, one) for one in LANGUAGES]))
    cities = ArrayField(models.CharField(max_length=100))
    customer_ids = ArrayField(models.UUIDField())
    channels = ArrayField(models.CharField(max_length=10, choices=ChannelName.choices))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNING)
    position = models.UUIDField(null=True)
    people = models.PositiveIntegerField(default=0)
    created_by = models.UUIDField()

    # What became of its deliveries, of those that ask for it: broadcasts.progress.
    progress: dict[str, Any]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="broadcasts_have_a_status"
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(status=Status.PLANNING), name="broadcasts_in_planning"
            )
        ]
