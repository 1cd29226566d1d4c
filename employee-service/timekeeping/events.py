"""The news of logged time. Payloads: contracts/events/time_log.*.json."""

from typing import Any

from chassis.events import emit
from timekeeping.models import TimeLog


def time_log_started(log: TimeLog) -> None:
    emit("time_log.started.v1", subject=log.id, data=_start(log))


def time_log_stopped(log: TimeLog) -> None:
    emit("time_log.stopped.v1", subject=log.id, data=_whole(log))


def time_log_corrected(log: TimeLog, previous: dict[str, Any]) -> None:
    """`previous` are its task_id, started_at and duration_seconds of before."""
    now = {name: getattr(log, name) for name in previous}
    changes = {name: [before, now[name]] for name, before in previous.items() if before != now[name]}
    emit("time_log.corrected.v1", subject=log.id, data={**_whole(log), "previous": previous}, changes=changes)


def _whole(log: TimeLog) -> dict[str, Any]:
    return {
        **_start(log),
        "stopped_at": log.stopped_at,
        "duration_seconds": log.duration_seconds,
        "ended_by": log.ended_by,
    }


def _start(log: TimeLog) -> dict[str, Any]:
    return {
        "time_log_id": str(log.id),
        "task_id": str(log.task_id),
        "project_id": str(log.project_id),
        "employee_id": str(log.employee_id),
        "started_at": log.started_at,
    }
