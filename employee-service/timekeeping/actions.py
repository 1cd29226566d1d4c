"""What can happen to logged time."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import APIException

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound, refusing
from chassis.locking import locked
from employees.actions import is_staff
from employees.models import Employee
from timekeeping import clients, events
from timekeeping.errors import (
    NOT_ASSIGNED,
    PROJECT_NOT_OPEN,
    TASK_CANCELLED,
    TIME_OVERLAPS,
    TIMER_RUNNING,
)
from timekeeping.models import TimeLog, TimeLogQuerySet
from timekeeping.permissions import time_logs_visible_to
from timekeeping.statuses import TRANSITIONS, EndedBy, Status

# The answer that a timer was started by may be as old as this when the timer starts.
AGE_OF_AN_ANSWER = timedelta(seconds=5)


def start_timer(actor: Actor, task_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """Begin to time one's work on a task.

    Rule: one timer runs for an employee, on a task that is assigned to them and on which work may be done.
    Raises InvalidField (400) for an unknown task, Forbidden (403) for another's, Conflict (409) while another
    timer runs or no work may be done, UpstreamUnavailable (503) when nobody can say whose task it is.
    """
    task = _task_of(actor.id, task_id)
    with transaction.atomic():
        employee = _locked_employee(actor)
        now = timezone.now()
        with _time_refused(employee.id):
            log = _new_log(employee, task, status=Status.RUNNING, source=TimeLog.Source.TIMER, started_at=now)
            log.open_segment(now)
        events.time_log_started(log)
        store_reply(log)
    return log


def enter_time(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """Log work after it was done.

    Rule: an employee's time never overlaps, however it was logged. Raises as start_timer does, and Conflict
    (409) for an overlap.
    """
    task = _task_of(actor.id, data["task_id"])
    with transaction.atomic():
        employee = _locked_employee(actor)
        with _time_refused(employee.id):
            log = _new_log(
                employee,
                task,
                status=Status.STOPPED,
                source=TimeLog.Source.MANUAL,
                started_at=data["started_at"],
                stopped_at=data["stopped_at"],
                note=data.get("note", ""),
            )
            log.segments.create(employee=employee, started_at=log.started_at, ended_at=log.stopped_at)
        log.add_up()
        log.save()
        events.time_log_started(log)
        events.time_log_stopped(log)
        store_reply(log)
    return log


def pause_timer(actor: Actor, time_log_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """Interrupt the work. Raises NotFound (404), Conflict (409) unless the timer runs."""
    with transaction.atomic():
        log = _locked(time_logs_visible_to(actor), time_log_id)
        log.status = TRANSITIONS.after(log.status, "pause")
        log.close_segment(timezone.now())
        log.save()
        store_reply(log)
    return log


def resume_timer(
    actor: Actor, time_log_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> TimeLog:
    """Go on with the work.

    Rule: it goes on where a timer may be started. Raises NotFound (404), Conflict (409) unless this timer
    pauses and no other runs, and as start_timer does.
    """
    paused = time_logs_visible_to(actor).filter(pk=time_log_id, status=Status.PAUSED).first()
    if paused is not None:
        _task_of(paused.employee_id, paused.task_id)
    with transaction.atomic():
        log = _locked(time_logs_visible_to(actor), time_log_id)
        log.status = TRANSITIONS.after(log.status, "resume")
        with _time_refused(log.employee_id):
            log.save()
            log.open_segment(timezone.now())
        store_reply(log)
    return log


def stop_timer(actor: Actor, time_log_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """End the work for good.

    Rule: what is stopped stays as it is. Raises NotFound (404), Conflict (409) for a timer stopped before.
    """
    with transaction.atomic():
        log = _locked(time_logs_visible_to(actor), time_log_id)
        _stop(log, timezone.now())
        store_reply(log)
    return log


def end_timers(because: EndedBy, since: datetime, **which: Any) -> None:
    """End the timers that run or pause, of those that `which` names: no work is done there since then.

    Rule: such a timer ends when the reason came about, however late we hear of it. What was started or
    resumed after that was by newer knowledge, and goes on.
    """
    newer = {"segments__started_at__gt": since + AGE_OF_AN_ANSWER}
    ends = TimeLog.objects.unfinished().filter(**which).exclude(**newer)
    # Whoever ends timers of several employees takes these in one order, and nobody waits for each other.
    for time_log_id in ends.order_by("employee_id", "id").values_list("id", flat=True):
        with transaction.atomic():
            log = _locked(TimeLog.objects.all(), time_log_id)
            if ends.filter(pk=time_log_id).exists():
                log.ended_by = because
                _stop(log, since)


def works_here(account: dict[str, Any]) -> bool:
    return is_staff(account) and account["is_active"]


def _stop(log: TimeLog, instant: datetime) -> None:
    log.status = TRANSITIONS.after(log.status, "stop")
    log.stop(instant)
    log.save()
    events.time_log_stopped(log)


def _task_of(employee_id: uuid.UUID, task_id: uuid.UUID) -> clients.Task:
    """Rule: only the one whom a task is assigned to logs time on it, admins included, and only while work may
    be done there."""
    task = clients.task(task_id)
    if task.assignee_id != employee_id:
        raise NOT_ASSIGNED()
    if task.status == "cancelled":
        raise TASK_CANCELLED()
    if not task.open_for_work:
        raise PROJECT_NOT_OPEN(project_status=task.project_status)
    return task


def _new_log(employee: Employee, task: clients.Task, **columns: Any) -> TimeLog:
    return TimeLog.objects.create(
        employee=employee,
        task_id=task.id,
        task_title=task.title,
        project_id=task.project_id,
        **columns,
    )


def _locked(logs: TimeLogQuerySet, time_log_id: uuid.UUID) -> TimeLog:
    """With the employee's row locked first: one employee's time moves one step at a time, so that an instant
    taken now is later than any that another request took. First, because that is the order of all who lock
    both: news of an account change the employee and then end their timer."""
    employee_id = logs.filter(pk=time_log_id).values_list("employee_id", flat=True).first()
    if employee_id is None:
        raise NotFound
    employee = locked(Employee.objects.all(), employee_id, no_key=True)
    log = locked(logs, time_log_id, no_key=True)
    log.employee = employee
    return log


def _locked_employee(actor: Actor) -> Employee:
    """Locked as by _locked, for a log that is yet to come."""
    return Employee.objects.select_for_update(no_key=True).of_account(actor.id, actor.role)


@contextmanager
def _time_refused(employee_id: uuid.UUID) -> Iterator[None]:
    """Name what the database refuses. In a savepoint, so that the timer in the way can still be looked up."""

    def timer_running() -> APIException:
        return TIMER_RUNNING(time_log_id=TimeLog.objects.running().get(employee_id=employee_id).id)

    with (
        refusing(unique_running_timer=timer_running, segments_do_not_overlap=TIME_OVERLAPS),
        transaction.atomic(),
    ):
        yield
