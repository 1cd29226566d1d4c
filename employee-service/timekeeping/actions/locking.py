"""Taking turns: one employee's time moves one step at a time, and what the database refuses has a name.

An instant that is taken behind the lock is later than any that another request took. The employee is locked
before the log, because that is the order of all who lock both: news of an account change the employee and
then end their timer.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from rest_framework.exceptions import APIException

from chassis import locking
from chassis.auth import Actor
from chassis.errors import NotFound, refusing
from employees.models import Employee
from timekeeping.errors import TIME_OVERLAPS, TIMER_RUNNING
from timekeeping.models import TimeLog, TimeLogQuerySet


def locked(logs: TimeLogQuerySet, time_log_id: uuid.UUID) -> TimeLog:
    """One of these logs, behind its employee. Raises NotFound (404)."""
    employee_id = logs.filter(pk=time_log_id).values_list("employee_id", flat=True).first()
    if employee_id is None:
        raise NotFound
    employee = locking.locked(Employee.objects.all(), employee_id, no_key=True)
    log = locking.locked(logs, time_log_id, no_key=True)
    log.employee = employee
    return log


def locked_employee(actor: Actor) -> Employee:
    """For a log that is yet to come."""
    return Employee.objects.select_for_update(no_key=True).of_account(actor.id, actor.role)


@contextmanager
def time_refused(employee_id: uuid.UUID) -> Iterator[None]:
    """Name what the database refuses. In a savepoint, so that the timer in the way can still be looked up."""

    def timer_running() -> APIException:
        return TIMER_RUNNING(time_log_id=TimeLog.objects.running().get(employee_id=employee_id).id)

    with (
        refusing(unique_running_timer=timer_running, segments_do_not_overlap=TIME_OVERLAPS),
        transaction.atomic(),
    ):
        yield
