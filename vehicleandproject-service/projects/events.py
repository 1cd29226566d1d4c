"""The news of projects. Payloads: contracts/events/project.*.json and task.*.json."""

from typing import Any
from uuid import UUID

from chassis.events import emit
from chassis.events.event import Changes
from projects.agreement import is_open_for_work
from projects.models import Comment, Project, ProjectEta, ProjectTransition, Task


def which_project(project: Project) -> dict[str, Any]:
    """What every event about a project says of it: which one, whose, and where."""
    return {
        "project_id": project.id,
        "customer_id": project.customer_id,
        "vehicle_id": project.vehicle_id,
        "location_id": project.location_id,
        "title": project.title,
    }


def project_created(project: Project) -> None:
    emit(
        "project.created.v1",
        subject=project.id,
        data={
            **which_project(project),
            "appointment_id": project.appointment_id,
            "kind": project.kind,
            "status": project.status,
        },
    )


def project_status_changed(project: Project, line: ProjectTransition) -> None:
    """Tell of a line of the timeline. Whoever shows its reason to a customer asks whom it is for."""
    emit(
        "project.status_changed.v1",
        subject=project.id,
        data={
            **which_project(project),
            "appointment_id": project.appointment_id,
            "status": project.status,
            "previous_status": line.from_status,
            "reason": line.reason,
            "reason_visibility": line.reason_visibility,
            "open_for_work": is_open_for_work(project),
        },
        changes={"status": [line.from_status, line.to_status]},
    )


def project_progressed(project: Project, changes: Changes) -> None:
    emit(
        "project.progressed.v1",
        subject=project.id,
        data={
            **which_project(project),
            "progress_percent": project.progress_percent,
            "status": project.status,
        },
        changes=changes,
    )


def project_eta_changed(project: Project, eta: ProjectEta, changes: Changes) -> None:
    """Tell when the work will be done. Whoever shows the reason to a customer asks whom it is for."""
    previous, _ = changes["ready_at"]
    emit(
        "project.eta_changed.v1",
        subject=project.id,
        data={
            **which_project(project),
            "ready_at": eta.ready_at,
            "previous_ready_at": previous,
            "time_zone": project.location.time_zone,
            "reason": eta.reason,
            "reason_visibility": eta.reason_visibility,
        },
        changes=changes,
    )


def project_message_written(
    project: Project, comment: Comment, excerpt: str, employee_ids: list[UUID]
) -> None:
    """Tell of what customer and workshop write to each other.

    `employee_ids` are who of the workshop reads what the customer writes.
    """
    by_customer = comment.author_id == project.customer_id
    emit(
        "project.message_written.v1",
        subject=project.id,
        data={
            **which_project(project),
            "comment_id": comment.id,
            "author_id": comment.author_id,
            "written_by": "customer" if by_customer else "workshop",
            "excerpt": excerpt,
            "employee_ids": employee_ids,
        },
    )


def task_assigned(task: Task, changes: Changes) -> None:
    emit("task.assigned.v1", subject=task.id, data=_task(task, task.assignee_id), changes=changes)


def task_unassigned(task: Task, previous: UUID, changes: Changes) -> None:
    """`assignee_id` is whose task it is no more."""
    emit("task.unassigned.v1", subject=task.id, data=_task(task, previous), changes=changes)


def task_cancelled(task: Task, changes: Changes) -> None:
    emit("task.cancelled.v1", subject=task.id, data=_task(task, task.assignee_id), changes=changes)


def _task(task: Task, assignee_id: UUID | None) -> dict[str, Any]:
    return {
        "task_id": task.id,
        "project_id": task.project_id,
        "title": task.title,
        "assignee_id": assignee_id,
    }
