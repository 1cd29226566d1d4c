"""When an employee is away although their hours say otherwise."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from chassis.models import BaseModel
from employees.models.employee import Employee
from employees.statuses import STANDING, TimeOffStatus


class TimeOffQuerySet(models.QuerySet["TimeOff"]):
    def approved(self) -> "TimeOffQuerySet":
        return self.filter(status=TimeOffStatus.APPROVED)

    def standing(self) -> "TimeOffQuerySet":
        """What waits or is approved."""
        return self.filter(status__in=STANDING)

    def not_over(self, now: datetime) -> "TimeOffQuerySet":
        return self.filter(end__gt=now)


class TimeOff(BaseModel):
    """From one instant to another an employee is not at work. It counts once it is approved.

    Instants and not dates: half a day is a stretch as any other, a day on which the clock is changed is as
    long as it is, and whoever works in two time zones is away in both. `decided_by` is who said last what
    became of it, null while nobody has.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="time_off", db_index=False)
    start = models.DateTimeField()
    end = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=TimeOffStatus)
    requested_by = models.UUIDField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = TimeOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="time_off_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status__in=TimeOffStatus.values), name="time_off_has_a_status"
            ),
            ExclusionConstraint(
                name="time_off_does_not_overlap",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (
                        models.Func("start", "end", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status__in=STANDING),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "-id"], name="time_off_of_an_employee"),
            models.Index(fields=["employee", "start", "id"], name="time_off_of_one_by_start"),
            models.Index(fields=["status", "-id"], name="time_off_in_a_status"),
        ]
