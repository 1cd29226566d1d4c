"""A start that is kept for somebody while they make up their mind."""

from datetime import datetime

from django.db import models

from appointments.models.reservation import TakesTime
from chassis.models import BaseModel
from resources.models import Bay, ServiceType


class HoldQuerySet(models.QuerySet["Hold"]):
    def unexpired(self, now: datetime) -> "HoldQuerySet":
        return self.filter(reservation__expires_at__gt=now)


class Hold(TakesTime, BaseModel):
    """A start that is kept for somebody while they make up their mind. With its reservation it is gone."""

    holder_id = models.UUIDField()
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="holds")
    bay = models.ForeignKey(Bay, models.PROTECT, related_name="holds")
    employee_id = models.UUIDField()
    start = models.DateTimeField()
    end = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["holder_id", "start", "id"], name="holds_of_a_holder_by_start")]
