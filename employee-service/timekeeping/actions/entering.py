"""Work that nobody timed."""

from typing import Any

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from timekeeping import events
from timekeeping.actions.assigned_work import task_of
from timekeeping.actions.locking import locked_employee, time_refused
from timekeeping.models import TimeLog
from timekeeping.statuses import Status


def enter_time(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> TimeLog:
    """Log work after it was done.

    Rule: an employee's time never overlaps, however it was logged. Raises as start_timer does, and Conflict
    (409) for an overlap.
    """
    task = task_of(actor.id, data["task_id"])
    with transaction.atomic():
        employee = locked_employee(actor)
        with time_refused(employee.id):
            log = TimeLog.objects.create(
                employee=employee,
                status=Status.STOPPED,
                source=TimeLog.Source.MANUAL,
                started_at=data["started_at"],
                stopped_at=data["stopped_at"],
                note=data.get("note", ""),
                **task.as_columns(),
            )
            log.segments.create(employee=employee, started_at=log.started_at, ended_at=log.stopped_at)
        log.add_up()
        log.save()
        events.time_log_started(log)
        events.time_log_stopped(log)
        store_reply(log)
    return log
