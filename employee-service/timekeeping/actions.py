"""What can happen to logged time."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.auth import Actor
from chassis.errors import Forbidden, Refused, refusing
from chassis.idempotency import Remember, nothing
from chassis.locking import locked
from employees.models import Employee
from timekeeping import clients, events
from timekeeping.models import PAUSED, RUNNING, STOPPED, TRANSITIONS, TimeLog
from timekeeping.permissions import time_logs_visible_to


def start_timer(actor: Actor, task_id: uuid.UUID, *, remember: Remember = nothing) -> TimeLog:
    """Begin to time one's work on a task.

    Rule: one timer runs for an employee, and it runs on a task that is assigned to them.
    Raises InvalidField (400) for an unknown task, Forbidden (403) for another's, Refused (409) while another
    timer runs, UpstreamUnavailable (503) when nobody can say whose task it is.
    """
    task = _own_task(actor, task_id)
    with transaction.atomic():
        employee = _locked_employee(actor)
        now = timezone.now()
        with _time_refused(employee.id):
            log = _new_log(employee, task, status=RUNNING, source=TimeLog.Source.TIMER, started_at=now)
            log.open_segment(now)
        events.time_log_started(log)
        remember(log)
    return log


def enter_time(actor: Actor, given: dict[str, Any], *, remember: Remember = nothing) -> TimeLog:
    """Log work after it was done.

    Rule: an employee's time never overlaps, however it was logged. Raises as start_timer does, and Refused
    (409) for an overlap.
    """
    task = _own_task(actor, given["task_id"])
    with transaction.atomic():
        employee = _locked_employee(actor)
        with _time_refused(employee.id):
            log = _new_log(
                employee,
                task,
                status=STOPPED,
                source=TimeLog.Source.MANUAL,
                started_at=given["started_at"],
                stopped_at=given["stopped_at"],
                note=given.get("note", ""),
            )
            log.segments.create(employee=employee, started_at=log.started_at, ended_at=log.stopped_at)
        log.add_up()
        log.save()
        events.time_log_started(log)
        events.time_log_stopped(log)
        remember(log)
    return log


def pause_timer(actor: Actor, time_log_id: uuid.UUID, *, remember: Remember = nothing) -> TimeLog:
    """Interrupt the work. Raises Missing (404), Refused (409) unless the timer runs."""
    with transaction.atomic():
        log = _locked(actor, time_log_id)
        _become(log, PAUSED)
        log.close_segment(timezone.now())
        log.save()
        remember(log)
    return log


def resume_timer(actor: Actor, time_log_id: uuid.UUID, *, remember: Remember = nothing) -> TimeLog:
    """Go on with the work. Raises Missing (404), Refused (409) unless this timer pauses and no other runs."""
    with transaction.atomic():
        log = _locked(actor, time_log_id)
        _become(log, RUNNING)
        with _time_refused(log.employee_id):
            log.save()
            log.open_segment(timezone.now())
        remember(log)
    return log


def stop_timer(actor: Actor, time_log_id: uuid.UUID, *, remember: Remember = nothing) -> TimeLog:
    """End the work for good.

    Rule: what is stopped stays as it is. Raises Missing (404), Refused (409) for a timer stopped before.
    """
    with transaction.atomic():
        log = _locked(actor, time_log_id)
        _become(log, STOPPED)
        log.stopped_at = max(timezone.now(), log.started_at)
        log.close_segment(log.stopped_at)
        log.save()
        events.time_log_stopped(log)
        remember(log)
    return log


def _own_task(actor: Actor, task_id: uuid.UUID) -> dict[str, Any]:
    """Rule: only the one whom a task is assigned to logs time on it, admins included."""
    task = clients.task(task_id)
    if task["assignee_id"] != str(actor.id):
        raise Forbidden("not_assigned", "This task is not assigned to you.")
    return task


def _new_log(employee: Employee, task: dict[str, Any], **columns: Any) -> TimeLog:
    return TimeLog.objects.create(
        employee=employee,
        task_id=task["id"],
        task_title=task["title"],
        project_id=task["project_id"],
        **columns,
    )


def _become(log: TimeLog, status: str) -> None:
    allowed = TRANSITIONS[log.status]
    if status not in allowed:
        raise Refused("illegal_transition", f"A {log.status} timer cannot be {status}.", allowed=allowed)
    log.status = status


def _locked(actor: Actor, time_log_id: uuid.UUID) -> TimeLog:
    """With the employee's row locked too: one employee's time moves one step at a time, so that an instant
    taken now is later than any that another request took."""
    log = locked(time_logs_visible_to(actor), time_log_id, no_key=True)
    log.employee = locked(Employee.objects.all(), log.employee_id, no_key=True)
    return log


def _locked_employee(actor: Actor) -> Employee:
    """Locked as by _locked, for a log that is yet to come."""
    return Employee.objects.select_for_update(no_key=True).of_account(actor.id)


@contextmanager
def _time_refused(employee_id: uuid.UUID) -> Iterator[None]:
    """Name what the database refuses. In a savepoint, so that the timer in the way can still be looked up."""
    overlap = Refused("time_overlaps", "There is other time logged for you in this stretch.")
    second = Refused("timer_running", "Stop or pause the timer that is running first.")
    try:
        with refusing(one_running_timer=second, nobody_works_twice_at_once=overlap), transaction.atomic():
            yield
    except Refused as refusal:
        if refusal is second:
            running = TimeLog.objects.running().get(employee_id=employee_id)
            refusal.members["time_log_id"] = running.id
        raise
