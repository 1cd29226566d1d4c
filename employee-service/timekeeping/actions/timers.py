"""Clocks that run while somebody works."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from employees.actions import is_staff
from timekeeping import events
from timekeeping.actions.assigned_work import task_of
from timekeeping.actions.locking import locked, locked_employee, time_refused
from timekeeping.models import TimeLog
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
    task = task_of(actor.id, task_id)
    with transaction.atomic():
        employee = locked_employee(actor)
        now = timezone.now()
        with time_refused(employee.id):
            log = TimeLog.objects.create(
                employee=employee,
                status=Status.RUNNING,
                source=TimeLog.Source.TIMER,
                started_at=now,
                **task.as_columns(),
            )
            log.open_segment(now)
        events.time_log_started(log)
        store_reply(log)
    return log


def pause_timer(actor: Actor, time_log_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """Interrupt the work. Raises NotFound (404), Conflict (409) unless the timer runs."""
    with transaction.atomic():
        log = locked(time_logs_visible_to(actor), time_log_id)
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
        task_of(paused.employee_id, paused.task_id)
    with transaction.atomic():
        log = locked(time_logs_visible_to(actor), time_log_id)
        log.status = TRANSITIONS.after(log.status, "resume")
        with time_refused(log.employee_id):
            log.save()
            log.open_segment(timezone.now())
        store_reply(log)
    return log


def stop_timer(actor: Actor, time_log_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """End the work for good.

    Rule: what is stopped stays as it is. Raises NotFound (404), Conflict (409) for a timer stopped before.
    """
    with transaction.atomic():
        log = locked(time_logs_visible_to(actor), time_log_id)
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
            log = locked(TimeLog.objects.all(), time_log_id)
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
