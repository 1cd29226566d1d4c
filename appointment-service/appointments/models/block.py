"""When a bay or a unit of equipment is out of use for a while."""

from django.db import models
from django.db.models import F, Q

from appointments.models.reservation import TakesTime
from chassis.models import BaseModel
from resources.models import Bay, Equipment, Location


class Block(TakesTime, BaseModel):
    """A bay or a unit of equipment is out of use for a while. With its reservation it is gone."""

    location = models.ForeignKey(Location, models.PROTECT, db_index=False, related_name="+")
    bay = models.ForeignKey(Bay, models.PROTECT, null=True, db_index=False, related_name="blocks")
    equipment = models.ForeignKey(Equipment, models.PROTECT, null=True, db_index=False, related_name="blocks")
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="blocks_end_after_they_begin"),
            models.CheckConstraint(
                condition=Q(bay__isnull=True) ^ Q(equipment__isnull=True), name="blocks_are_of_one_thing"
            ),
        ]
        indexes = [
            models.Index(fields=["start", "id"], name="blocks_by_start"),
            models.Index(fields=["location", "start", "id"], name="blocks_at_a_location"),
            models.Index(fields=["bay", "start", "id"], name="blocks_of_a_bay"),
            models.Index(fields=["equipment", "start", "id"], name="blocks_of_equipment"),
        ]
