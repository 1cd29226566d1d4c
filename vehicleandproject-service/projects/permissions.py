"""Which projects, and what of them, an account may see and change."""

from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from chassis.auth import Actor, Permission
from chassis.errors import NotFound
from projects.agreement import task_open_for_work
from projects.errors import NOT_A_PLANNER, NOT_ASSIGNED, STAFF_ONLY
from projects.models import (
    OPEN_TASKS,
    Assignee,
    Comment,
    Project,
    ProjectEta,
    ProjectQuerySet,
    ProjectTransition,
    Task,
    TaskStatus,
    Visibility,
)
from projects.statuses import OVER

PLANNED_FIELDS = ("title", "assignee_id", "estimated_minutes")


def projects_visible_to(actor: Actor) -> ProjectQuerySet:
    """Rule: a customer sees the projects that are done for them; the workshop's staff see all."""
    projects = Project.objects.all()
    return projects if actor.is_staff else projects.filter(customer_id=actor.id)


def project_of(actor: Actor, project_id: UUID) -> Project:
    """A project that the actor may see. Raises NotFound (404)."""
    project = projects_visible_to(actor).filter(pk=project_id).first()
    if project is None:
        raise NotFound
    return project


def projects_shown_to(actor: Actor) -> ProjectQuerySet:
    """The same, each with the work of before that it does again.

    Rule: an owner is not led to work that was done for another.
    """
    earlier = projects_visible_to(actor).filter(pk=OuterRef("comeback_of_id"))
    return projects_visible_to(actor).annotate(shown_comeback_of=Subquery(earlier.values("pk")))


def tasks_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Task]:
    return Task.objects.filter(project_id=_seen(actor, project_id))


def tasks_for_services() -> QuerySet[Task]:
    """The tasks, each with whether work may be done on it now."""
    return Task.objects.annotate(open_for_work=task_open_for_work())


def all_tasks() -> QuerySet[Task]:
    """The tasks of all projects, each with whether it is still to be done and by somebody who left."""
    still_to_do = Q(status__in=OPEN_TASKS) & ~Q(project__status__in=OVER)
    left = Exists(Assignee.objects.filter(pk=OuterRef("assignee_id"), is_active=False))
    return Task.objects.annotate(is_open=still_to_do, assignee_left=left)


def timeline_visible_to(actor: Actor, project_id: UUID) -> QuerySet[ProjectTransition]:
    """Rule: a customer sees every step, and of the reasons those that are for them."""
    lines = ProjectTransition.objects.filter(project_id=_seen(actor, project_id))
    return lines.annotate(shown_reason=_reason_for(actor))


def etas_visible_to(actor: Actor, project_id: UUID) -> QuerySet[ProjectEta]:
    """Rule: a customer sees every ETA, and of the reasons those that are for them."""
    etas = ProjectEta.objects.filter(project_id=_seen(actor, project_id))
    return etas.annotate(shown_reason=_reason_for(actor))


def comments_visible_to(actor: Actor, project_id: UUID) -> QuerySet[Comment]:
    """Rule: a customer never sees what the staff write among themselves."""
    comments = Comment.objects.filter(project_id=_seen(actor, project_id))
    return comments if actor.is_staff else comments.filter(visibility=Visibility.CUSTOMER)


def chosen_visibility(actor: Actor, data: dict[str, Any], default: Visibility) -> Visibility:
    """Rule: what is kept among the staff is theirs to write."""
    visibility = Visibility(data.get("visibility", default))
    if visibility == Visibility.INTERNAL and not actor.is_staff:
        raise STAFF_ONLY(field="visibility")
    return visibility


def may_change(actor: Actor, task: Task, data: dict[str, Any]) -> None:
    """Rule: what is to be done, by whom and in how long is said, and taken back, by those who may assign
    work; whoever has the task says how far it is. Nobody takes it over. Raises Forbidden (403)."""
    if actor.may(Permission.ASSIGN_WORK):
        return
    changed = {name for name, value in data.items() if getattr(task, name) != value}
    if "status" in changed and task.assignee_id != actor.id:
        raise NOT_ASSIGNED()
    if changed & set(PLANNED_FIELDS):
        raise NOT_A_PLANNER()
    if "status" in changed and TaskStatus.CANCELLED in {task.status, data["status"]}:
        raise NOT_A_PLANNER()


def _reason_for(actor: Actor) -> F | Case:
    if actor.is_staff:
        return F("reason")
    theirs = Q(reason_visibility=Visibility.CUSTOMER)
    return Case(When(theirs, then="reason"), default=Value(""), output_field=CharField())


def _seen(actor: Actor, project_id: UUID) -> UUID:
    if not projects_visible_to(actor).filter(pk=project_id).exists():
        raise NotFound
    return project_id
