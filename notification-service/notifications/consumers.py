"""Who is told of what."""

import uuid

from chassis.events import Event, handles
from notifications import actions, texts


@handles(
    *texts.APPOINTMENT_TEXTS,
    since="now",
    reads=["appointment_id", "customer_id", "service_type.name", "start", "time_zone"],
)
def tell_customer_of_appointment(event: Event) -> None:
    appointment = event.data
    actions.notify(
        uuid.UUID(appointment["customer_id"]),
        texts.about_appointment(event.name, appointment),
        "appointment",
        uuid.UUID(appointment["appointment_id"]),
        event.id,
    )


@handles(
    "project.status_changed.v1",
    since="now",
    reads=[
        "project_id", "customer_id", "appointment_id", "title", "status", "reason", "reason_visibility",
    ],
)  # fmt: skip
def tell_customer_of_project(event: Event) -> None:
    """Rule: "the work is done" is told when the project is ready; that work ends undone is told once, by the
    appointment that it came from if there is one."""
    project = event.data
    if project["status"] not in texts.PROJECT_TEXTS or (
        project["status"] != "ready" and project["appointment_id"] is not None
    ):
        return
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_project(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(
    "project.progressed.v1",
    since="now",
    reads=["project_id", "customer_id", "title", "progress_percent"],
)
def tell_customer_of_progress(event: Event) -> None:
    project = event.data
    actions.notify(
        uuid.UUID(project["customer_id"]),
        texts.about_progress(project),
        "project",
        uuid.UUID(project["project_id"]),
        event.id,
    )


@handles(*texts.TASK_TEXTS, since="now", reads=["task_id", "assignee_id", "title"])
def tell_technician_of_task(event: Event) -> None:
    task = event.data
    if task["assignee_id"] is None:
        return
    actions.notify(
        uuid.UUID(task["assignee_id"]),
        texts.about_task(event.name, task),
        "task",
        uuid.UUID(task["task_id"]),
        event.id,
    )
