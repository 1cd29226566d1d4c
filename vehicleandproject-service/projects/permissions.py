"""Which projects, and what of them, an account may see and change."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor
from chassis.errors import Forbidden, Missing, Refused
from projects.models import Comment, Project, ProjectTransition, Status, Task, Visibility


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """Rule: a customer sees the projects that are done for them; the workshop's staff see all."""
    projects = Project.objects.all()
    return projects if actor.is_staff else projects.filter(customer_id=actor.id)


def tasks_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Task]:
    return Task.objects.filter(project_id=_seen(actor, project_id))


def timeline_visible_to(actor: Actor, project_id: UUID) -> QuerySet[ProjectTransition]:
    return ProjectTransition.objects.filter(project_id=_seen(actor, project_id))


def comments_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Comment]:
    """Rule: a customer never sees what the staff write among themselves."""
    comments = Comment.objects.filter(project_id=_seen(actor, project_id))
    return comments if actor.is_staff else comments.filter(visibility=Visibility.CUSTOMER)


def may_move(actor: Actor, project: Project) -> None:
    """Rule: the staff move projects; a customer may only take back a request of their own."""
    if not actor.is_staff and project.status != Status.REQUESTED:
        raise Refused(
            "illegal_transition",
            "The workshop has taken this project on; ask the staff to cancel it.",
            allowed=[],
        )


def may_change_status_of(actor: Actor, task: Task) -> None:
    """Rule: an employee says how far their own tasks are; an admin says so of all."""
    if not actor.is_admin and task.assignee_id != actor.id:
        raise Forbidden("not_assigned", "This task is not assigned to you.")


def _seen(actor: Actor, project_id: UUID) -> UUID:
    if not projects_visible_to(actor).filter(pk=project_id).exists():
        raise Missing
    return project_id
