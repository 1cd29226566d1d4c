"""Which projects, and what of them, an account may see and change."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, CharField, F, Q, QuerySet, Value, When

from chassis.auth import Actor
from chassis.errors import Forbidden, InvalidField, Missing, Refused
from projects.models import (
    OPEN_FOR_WORK,
    Comment,
    Project,
    ProjectTransition,
    Status,
    Task,
    Visibility,
)


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """Rule: a customer sees the projects that are done for them; the workshop's staff see all."""
    projects = Project.objects.all()
    return projects if actor.is_staff else projects.filter(customer_id=actor.id)


def tasks_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Task]:
    return Task.objects.filter(project_id=_seen(actor, project_id))


def tasks_for_neighbours() -> QuerySet[Task]:
    """Rule: work may be done on a task while its project is approved, authorised or in progress."""
    is_open = Case(
        When(project__status__in=OPEN_FOR_WORK, then=True), default=False, output_field=BooleanField()
    )
    return Task.objects.annotate(open_for_work=is_open)


def timeline_visible_to(actor: Actor, project_id: UUID) -> QuerySet[ProjectTransition]:
    """Rule: a customer sees every step, and of the reasons those that are for them."""
    lines = ProjectTransition.objects.filter(project_id=_seen(actor, project_id))
    if actor.is_staff:
        return lines.annotate(shown_reason=F("reason"))
    theirs = Q(reason_visibility=Visibility.CUSTOMER)
    shown = Case(When(theirs, then="reason"), default=Value(""), output_field=CharField())
    return lines.annotate(shown_reason=shown)


def comments_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Comment]:
    """Rule: a customer never sees what the staff write among themselves."""
    comments = Comment.objects.filter(project_id=_seen(actor, project_id))
    return comments if actor.is_staff else comments.filter(visibility=Visibility.CUSTOMER)


def chosen_visibility(actor: Actor, given: dict[str, Any], default: Visibility) -> Visibility:
    """Rule: what is kept among the staff is theirs to write."""
    visibility = Visibility(given.get("visibility", default))
    if visibility == Visibility.INTERNAL and not actor.is_staff:
        raise InvalidField("visibility", "not_yours", "Internal words are the staff's.")
    return visibility


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
