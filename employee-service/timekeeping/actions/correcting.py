"""Logged time that was wrong."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor, Permission
from chassis.errors import NotFound
from chassis.transitions import ILLEGAL_TRANSITION
from timekeeping import clients, events
from timekeeping.actions.assigned_work import task_of
from timekeeping.actions.locking import locked, time_refused
from timekeeping.errors import TOO_LATE_TO_CORRECT
from timekeeping.models import Correction, SupersededSegment, TimeLog
from timekeeping.permissions import time_logs_visible_to
from timekeeping.statuses import TRANSITIONS, Status

OWN_TIME = timedelta(days=1)
Stretch = tuple[datetime, datetime]


def correct_time(
    actor: Actor, time_log_id: uuid.UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> TimeLog:
    """Say on what a stopped log's time was spent, and when, where it says something else.

    Rule: employees correct their own time within a day of starting or entering the log; later, and everybody
    else's, whoever may approve time does. Those may give it to any task, employees to one on which they may
    log time.
    Rule: what a log said before is kept, with who corrected it, when and why; corrected time overlaps no
    other of the employee. What changes nothing is no correction.
    Raises NotFound (404), Conflict (409) for a log that is not stopped, too late or for an overlap, and for
    another task as start_timer does.
    """
    task = _another_task(actor, time_log_id, data.get("task_id"))
    with transaction.atomic():
        log = locked(time_logs_visible_to(actor), time_log_id)
        _check_stopped(log)
        _check_in_time(actor, log)
        before = log.stretches()
        after = [
            (segment["started_at"], segment["ended_at"]) for segment in data.get("segments", [])
        ] or before
        if after != before or (task and task.id != log.task_id):
            _correct(actor, log, task, after, data["reason"])
        store_reply(log)
    return log


def _another_task(actor: Actor, time_log_id: uuid.UUID, task_id: uuid.UUID | None) -> clients.Task | None:
    """Asked before the log is locked; of the task that it has already nobody is asked."""
    log = time_logs_visible_to(actor).filter(pk=time_log_id).first()
    if log is None:
        raise NotFound
    if task_id in {None, log.task_id}:
        return None
    return clients.task(task_id) if actor.may(Permission.APPROVE_TIME) else task_of(log.employee_id, task_id)


def _check_stopped(log: TimeLog) -> None:
    """A correction is no transition, and yet possible in one status alone."""
    if log.status != Status.STOPPED:
        raise ILLEGAL_TRANSITION(
            verb="correct",
            thing=TRANSITIONS.thing,
            status=log.status,
            current_status=log.status,
            allowed=TRANSITIONS.verbs(log.status),
        )


def _check_in_time(actor: Actor, log: TimeLog) -> None:
    deadline = log.created_at + OWN_TIME
    if timezone.now() > deadline and not actor.may(Permission.APPROVE_TIME):
        raise TOO_LATE_TO_CORRECT(deadline=deadline)


def _correct(
    actor: Actor, log: TimeLog, task: clients.Task | None, stretches: list[Stretch], reason: str
) -> None:
    previous = {name: getattr(log, name) for name in ("task_id", "started_at", "duration_seconds")}
    _keep_what_was(actor, log, reason)
    for name, value in (task.as_columns() if task else {}).items():
        setattr(log, name, value)
    with time_refused(log.employee_id):
        log.replace_segments(stretches)
    log.save()
    if log.task_id != previous["task_id"]:
        events.time_log_started(log)
    events.time_log_corrected(log, previous)


def _keep_what_was(actor: Actor, log: TimeLog, reason: str) -> None:
    correction = Correction.objects.create(
        time_log=log,
        corrected_by=actor.id,
        reason=reason,
        task_id=log.task_id,
        task_title=log.task_title,
        project_id=log.project_id,
        duration_seconds=log.duration_seconds,
    )
    SupersededSegment.objects.bulk_create(
        SupersededSegment(correction=correction, started_at=start, ended_at=end)
        for start, end in log.stretches()
    )
