from datetime import time
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models

from chassis.models import ALPHABET, BaseModel

DAY_IN_MINUTES = 24 * 60


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def of_account(self, account_id: Any, role: str) -> "Employee":
        """The employee an account is; the row is made if nobody has told us of the account yet.

        Rule: an employee starts as a technician, an admin does not.
        """
        return self.get_or_create(pk=account_id, defaults={"is_technician": role == "employee"})[0]


class Employee(BaseModel):
    """Someone who works here. `id` is the account id.

    The account owns email and names and whether it is active; phone, job title and whether they are a
    technician, whom vehicles are given to, are changed here.
    """

    email = models.CharField(max_length=254, blank=True)
    first_name = models.CharField(max_length=150, blank=True, db_collation=ALPHABET)
    last_name = models.CharField(max_length=150, blank=True, db_collation=ALPHABET)
    phone = models.CharField(max_length=32, blank=True)
    job_title = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    is_active = models.BooleanField(default=True)
    is_technician = models.BooleanField(default=False, db_default=False)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["last_name", "id"], name="employees_by_last_name"),
            models.Index(fields=["is_active", "-id"], name="employees_who_are_active"),
            models.Index(fields=["is_technician", "-id"], name="employees_who_are_technicians"),
        ]


class Skill(BaseModel):
    """Something an employee is able or certified to do."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="skills")
    code = models.CharField(max_length=50)
    certificate = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code", "employee"], name="unique_employee_skill")]


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
