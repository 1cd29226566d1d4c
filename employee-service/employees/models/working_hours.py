"""When an employee works."""

from datetime import time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models

from chassis.models import BaseModel
from employees.models.employee import Employee

DAY_IN_MINUTES = 24 * 60


class WorkingHours(BaseModel):
    """From when to when an employee works on a weekday, by the workshop's clock. Monday is 0.

    Minutes since midnight, because PostgreSQL has ranges of integers, and none of times of day. An end at
    00:00 is the midnight that ends the day.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField()
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start_minute"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_is_one_of_seven"),
            models.CheckConstraint(
                condition=models.Q(end_minute__gt=models.F("start_minute"), end_minute__lte=DAY_IN_MINUTES),
                name="working_hours_end_after_they_start",
            ),
            ExclusionConstraint(
                name="working_hours_do_not_overlap",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "start_minute",
                            "end_minute",
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    @property
    def start(self) -> str:
        return clock_time(self.start_minute)

    @property
    def end(self) -> str:
        return clock_time(self.end_minute)


def clock_time(minute: int) -> str:
    """480 is "08:00", and the midnight that ends the day is "00:00" again."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def minute_of_day(clock: time) -> int:
    """08:00 is 480."""
    return clock.hour * 60 + clock.minute


def end_minute_of_day(clock: time) -> int:
    """08:00 is 480, and 00:00 is 1440: nothing ends when its day begins."""
    return minute_of_day(clock) or DAY_IN_MINUTES
