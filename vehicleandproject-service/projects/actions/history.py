"""The one way a project gets a status, so that its timeline has no gaps and all hear of it."""

from uuid import UUID

from projects import events
from projects.models import Project, Visibility
from projects.statuses import TRANSITIONS, Status


def announce(project: Project, actor_id: UUID | None) -> None:
    project.timeline.create(from_status=None, to_status=project.status, actor_id=actor_id)
    events.project_created(project)


def become(
    project: Project,
    status: str,
    actor_id: UUID | None,
    reason: str = "",
    visibility: Visibility = Visibility.CUSTOMER,
) -> None:
    previous = project.status
    project.update({"status": status})
    line = project.timeline.create(
        from_status=previous,
        to_status=project.status,
        actor_id=actor_id,
        reason=reason,
        reason_visibility=visibility,
    )
    events.project_status_changed(project, line)


def start(project: Project, actor_id: UUID) -> None:
    """Work has begun, so the project is in progress if it was not yet."""
    if project.status != Status.IN_PROGRESS:
        become(project, TRANSITIONS.after(project.status, "start"), actor_id)
