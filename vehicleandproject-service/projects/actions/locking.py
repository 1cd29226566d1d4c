"""Taking turns: one project's status, tasks and progress change one step at a time."""

from uuid import UUID

from chassis import locking
from chassis.auth import Actor
from projects.errors import NO_MORE_PLANS, PROJECT_OVER
from projects.models import Project
from projects.permissions import projects_shown_to
from projects.statuses import OVER, PLANNED_ON


def locked(actor: Actor, project_id: UUID) -> Project:
    """A project that the actor may see, until the transaction ends. Raises NotFound (404)."""
    return locking.locked(projects_shown_to(actor), project_id)


def not_over(project: Project) -> None:
    """Rule: what is over stays as it was. Raises Conflict (409)."""
    if project.status in OVER:
        raise PROJECT_OVER(project_status=project.status)


def open_to_plans(project: Project) -> None:
    """Rule: work is planned until it is handed to its check; what is ready stays as it was checked."""
    not_over(project)
    if project.status not in PLANNED_ON:
        raise NO_MORE_PLANS(project_status=project.status)
