"""A start that is kept for somebody while they make up their mind."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from appointments.models.reservation import ASSIGNED_FOR_A_REASON, Assigned, TakesTime
from appointments.parts import Part
from chassis.models import BaseModel
from resources.models import Bay, ServiceType


class HoldQuerySet(models.QuerySet["Hold"]):
    def unexpired(self, now: datetime) -> "HoldQuerySet":
        return self.filter(reservation__expires_at__gt=now)


class Hold(Assigned, TakesTime, BaseModel):
    """A start that is kept for somebody while they make up their mind. With its reservation it is gone.

    `services` are what it is kept for, and where and when each would be done (parts.py); `service_type`,
    `bay` and `employee_id` are the first one's.
    """

    holder_id = models.UUIDField()
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="holds")
    bay = models.ForeignKey(Bay, models.PROTECT, related_name="holds")
    employee_id = models.UUIDField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    services = models.JSONField(default=list, db_default=[])
    at_once = models.BooleanField(default=False, db_default=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ASSIGNED_FOR_A_REASON,
                name="holds_are_assigned_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["holder_id", "start", "id"], name="holds_of_a_holder_by_start")]

    def place(self, parts: Sequence[Part]) -> None:
        self.services = [part.document for part in parts]
