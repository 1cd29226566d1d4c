"""The secret addresses under which calendars are read."""

import re

from django.db import models
from django.db.models import Q

from chassis.bearer_codes import PATTERN
from chassis.models import BaseModel
from resources.models import Bay, Location

TOKEN = re.compile(PATTERN, re.ASCII)


class FeedKind(models.TextChoices):
    """Whose appointments a calendar shows: its owner's, a bay's, or all of a location."""

    PERSONAL = "personal"
    BAY = "bay"
    LOCATION = "location"


class Feed(BaseModel):
    """A calendar that whoever knows its address may read. Of the address there is only a hash.

    `of_staff` is what its owner was when they made it: of a customer it shows their bookings, of the staff
    their work. `tag` and `changed_at` are of what it last showed, and since when.
    """

    owner_id = models.UUIDField()
    of_staff = models.BooleanField()
    kind = models.CharField(max_length=20, choices=FeedKind.choices)
    bay = models.ForeignKey(Bay, models.CASCADE, null=True, related_name="+")
    location = models.ForeignKey(Location, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    tag = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FeedKind.values), name="feeds_have_a_kind"),
            models.CheckConstraint(
                condition=Q(kind=FeedKind.BAY, bay__isnull=False)
                | (~Q(kind=FeedKind.BAY) & Q(bay__isnull=True)),
                name="feeds_of_a_bay_name_it",
            ),
            models.CheckConstraint(
                condition=Q(kind=FeedKind.LOCATION, location__isnull=False)
                | (~Q(kind=FeedKind.LOCATION) & Q(location__isnull=True)),
                name="feeds_of_a_location_name_it",
            ),
        ]
        indexes = [models.Index(fields=["owner_id", "-id"], name="feeds_of_an_owner")]
