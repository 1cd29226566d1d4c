"""The news of projects. Payloads: contracts/events/project.*.json and task.*.json."""

from chassis.events import emit
from projects.models import Project, Task


def project_created(project: Project) -> None:
    emit(
        "project.created.v1",
        subject=project.id,
        data={
            "project_id": project.id,
            "vehicle_id": project.vehicle_id,
            "customer_id": project.customer_id,
            "appointment_id": project.appointment_id,
            "kind": project.kind,
            "title": project.title,
            "status": project.status,
        },
    )


def project_status_changed(project: Project, previous: str) -> None:
    emit(
        "project.status_changed.v1",
        subject=project.id,
        data={
            "project_id": project.id,
            "customer_id": project.customer_id,
            "vehicle_id": project.vehicle_id,
            "title": project.title,
            "status": project.status,
            "previous_status": previous,
        },
    )


def project_progressed(project: Project) -> None:
    emit(
        "project.progressed.v1",
        subject=project.id,
        data={
            "project_id": project.id,
            "customer_id": project.customer_id,
            "vehicle_id": project.vehicle_id,
            "title": project.title,
            "progress_percent": project.progress_percent,
            "status": project.status,
        },
    )


def task_assigned(task: Task) -> None:
    emit(
        "task.assigned.v1",
        subject=task.id,
        data={
            "task_id": task.id,
            "project_id": task.project_id,
            "title": task.title,
            "assignee_id": task.assignee_id,
        },
    )
