"""When an employee works."""

from datetime import date, time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models

from chassis.models import BaseModel
from employees.models.employee import Employee
from employees.models.location import DEFAULT_LOCATION_ID, Location

DAY_IN_MINUTES = 24 * 60
# From when on the first week counts: before every other date.
ALWAYS = date(1, 1, 1)


class Stretch(BaseModel):
    """An unbroken stretch of a day at a location, by its clock.

    Minutes since midnight, because PostgreSQL has ranges of integers, and none of times of day. An end at
    00:00 is the midnight that ends the day.
    """

    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        default=DEFAULT_LOCATION_ID,
        # Of what a replica of before locations writes while the platform is upgraded.
        db_default=models.Value(DEFAULT_LOCATION_ID),
        db_index=False,
    )

    class Meta:
        abstract = True

    @property
    def start(self) -> str:
        return clock_time(self.start_minute)

    @property
    def end(self) -> str:
        return clock_time(self.end_minute)


LATER_THAN_IT_STARTS = models.Q(end_minute__gt=models.F("start_minute"), end_minute__lte=DAY_IN_MINUTES)
MINUTES = models.Func("start_minute", "end_minute", function="int4range", output_field=IntegerRangeField())


class WorkingWeek(BaseModel):
    """From this date on the employee works by another week: by the hours of the same date, or not at all.

    The first week needs no such row.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.CASCADE, related_name="working_weeks", db_index=False
    )
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "valid_from"], name="unique_working_week_date")
        ]


class WorkingHours(Stretch):
    """From when to when an employee works on a weekday of the week that is valid from a date. Monday is 0."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="working_hours")
    valid_from = models.DateField(default=ALWAYS, db_default=ALWAYS)
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start_minute", "location_id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_is_one_of_seven"),
            models.CheckConstraint(condition=LATER_THAN_IT_STARTS, name="working_hours_end_after_they_start"),
            ExclusionConstraint(
                name="working_hours_do_not_overlap",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    ("valid_from", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    ("location", RangeOperators.EQUAL),
                    (MINUTES, RangeOperators.OVERLAPS),
                ],
            ),
        ]


class ExceptionalDay(BaseModel):
    """A date on which an employee works by other hours than their week's, or not at all."""

    employee = models.ForeignKey(
        Employee, on_delete=models.CASCADE, related_name="exceptional_days", db_index=False
    )
    date = models.DateField()

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["employee", "date"], name="unique_exceptional_day")]


class ExceptionalHours(Stretch):
    """From when to when an employee works on a date that is an exception."""

    day = models.ForeignKey(ExceptionalDay, on_delete=models.CASCADE, related_name="working_hours")

    class Meta:
        ordering = ["start_minute", "location_id"]
        constraints = [
            models.CheckConstraint(
                condition=LATER_THAN_IT_STARTS, name="exceptional_hours_end_after_they_start"
            ),
            ExclusionConstraint(
                name="exceptional_hours_do_not_overlap",
                expressions=[
                    ("day", RangeOperators.EQUAL),
                    ("location", RangeOperators.EQUAL),
                    (MINUTES, RangeOperators.OVERLAPS),
                ],
            ),
        ]


def clock_time(minute: int) -> str:
    """480 is "08:00", and the midnight that ends the day is "00:00" again."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def minute_of_day(clock: time) -> int:
    """08:00 is 480."""
    return clock.hour * 60 + clock.minute


def end_minute_of_day(clock: time) -> int:
    """08:00 is 480, and 00:00 is 1440: nothing ends when its day begins."""
    return minute_of_day(clock) or DAY_IN_MINUTES
