"""What can happen to a project, its tasks and its comments.

Every change locks the project's row first, so that its status and progress follow from what is stored.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q, Sum

from chassis.auth import Actor
from chassis.errors import InvalidField, Missing, Refused
from chassis.etags import Expect, anything
from chassis.idempotency import Remember, nothing
from projects import events
from projects.models import (
    OPEN_FOR_WORK,
    OVER,
    TRANSITIONS,
    Comment,
    Kind,
    Project,
    Status,
    Task,
    TaskStatus,
    Visibility,
)
from projects.permissions import (
    chosen_visibility,
    may_change_status_of,
    may_move,
    projects_visible_to,
)
from vehicles.models import Vehicle
from vehicles.permissions import vehicles_visible_to


def create_project(actor: Actor, given: dict[str, Any], *, remember: Remember = nothing) -> Project:
    """Ask for work on a vehicle, or as staff take it on.

    Rule: what a customer asks for is requested, and only for their own vehicle; what the staff enter is
    approved already. Raises InvalidField (400) for a vehicle that the actor cannot see.
    """
    with transaction.atomic():
        vehicle = vehicles_visible_to(actor).filter(pk=given.pop("vehicle_id")).first()
        if vehicle is None:
            raise InvalidField("vehicle_id", "unknown", "There is no such vehicle.")
        status = Status.APPROVED if actor.is_staff else Status.REQUESTED
        project = Project.objects.create(
            vehicle=vehicle, customer_id=vehicle.owner_id, status=status, **given
        )
        _announce(project, actor.id)
        remember(project)
    return project


def open_work_order(
    *,
    appointment_id: UUID,
    vehicle_id: UUID,
    customer_id: UUID,
    title: str,
    concern: str,
    actor_id: UUID | None,
) -> None:
    """Begin the project of an appointment whose car has arrived.

    Rule: an appointment has one project, however often we hear of it. A vehicle taken off its owner's list is
    worked on all the same; one that was never here raises Vehicle.DoesNotExist, so that the news is kept.
    """
    with transaction.atomic():
        project, is_new = Project.objects.get_or_create(
            appointment_id=appointment_id,
            defaults={
                "vehicle": Vehicle.objects.get(pk=vehicle_id),
                "customer_id": customer_id,
                "kind": Kind.SERVICE,
                "title": title,
                "concern": concern,
                "status": Status.APPROVED,
            },
        )
        if is_new:
            _announce(project, actor_id)


def change_project(
    actor: Actor, project_id: UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Project:
    """Reword a project.

    Rule: what is over stays as it was. Raises Missing (404), Refused (409) and PreconditionFailed (412).
    """
    with transaction.atomic():
        project = _locked(actor, project_id)
        expect(project)
        _not_over(project)
        project.change(given)
    return project


def move_project(
    actor: Actor, project_id: UUID, verb: str, given: dict[str, Any], *, remember: Remember = nothing
) -> Project:
    """Bring a project to its next status.

    Rule: only along TRANSITIONS.
    Rule: why a project is cancelled or rejected is for its customer; another reason of the staff's stays
    among them unless they say otherwise.
    Raises Missing (404), InvalidField (400) and Refused (409) with what is allowed.
    """
    for_customer = not actor.is_staff or verb in {"cancel", "reject"}
    visibility = chosen_visibility(actor, given, Visibility.CUSTOMER if for_customer else Visibility.INTERNAL)
    with transaction.atomic():
        project = _locked(actor, project_id)
        may_move(actor, project)
        _move(project, verb, actor.id, given["reason"], visibility)
        remember(project)
    return project


def add_task(actor: Actor, project_id: UUID, given: dict[str, Any], *, remember: Remember = nothing) -> Task:
    """Plan a piece of work, behind those already there.

    Rule: a project that is over takes no more work. Raises Missing (404) and Refused (409).
    """
    with transaction.atomic():
        project = _locked(actor, project_id)
        _not_over(project)
        last = project.tasks.aggregate(last=Max("position"))["last"] or 0
        task = Task.objects.create(project=project, position=last + 1, **given)
        if task.assignee_id:
            events.task_assigned(task)
        _measure_progress(project)
        remember(task)
    return task


def change_task(
    actor: Actor, project_id: UUID, task_id: UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Task:
    """Change a task, or say how far it is.

    Rule: work is done on a project that is approved, authorised or in progress, and the first piece of it
    starts the project. On one that is over a task stays as it was.
    Raises Missing (404), Forbidden (403), Refused (409) and PreconditionFailed (412).
    """
    with transaction.atomic():
        project = _locked(actor, project_id)
        task = project.tasks.filter(pk=task_id).first()
        if task is None:
            raise Missing
        expect(task)
        _not_over(project)
        status, assignee = task.status, task.assignee_id
        if given.get("status", status) != status:
            may_change_status_of(actor, task)
            _open_for_work(project)
        task.change(given)
        if task.status not in {status, TaskStatus.TODO}:
            _start(project, actor.id)
        if task.assignee_id and task.assignee_id != assignee:
            events.task_assigned(task)
        _measure_progress(project)
    return task


def work_started(task_id: UUID, employee_id: UUID) -> None:
    """A technician's clock runs on a task, so the task is in progress.

    Rule: the clock tells what happened and cannot be refused; on a project that no work may be done on it
    changes nothing. What is done stays done: the news may come late, and time is also entered afterwards.
    Raises Project.DoesNotExist for a task that was never here.
    """
    with transaction.atomic():
        project = Project.objects.select_for_update().get(
            pk__in=Task.objects.filter(pk=task_id).values("project")
        )
        task = project.tasks.get(pk=task_id)
        if project.status in OPEN_FOR_WORK and task.status != TaskStatus.DONE:
            task.change({"status": TaskStatus.IN_PROGRESS})
            _start(project, employee_id)
            _measure_progress(project)


def work_stopped(task_id: UUID, seconds: int) -> None:
    """Add what a technician's clock counted. Raises Task.DoesNotExist for a task that was never here."""
    if not Task.objects.filter(pk=task_id).update(logged_seconds=F("logged_seconds") + seconds):
        raise Task.DoesNotExist


def add_comment(
    actor: Actor, project_id: UUID, given: dict[str, Any], *, remember: Remember = nothing
) -> Comment:
    """Write something about a project.

    Rule: what a customer writes all may read; what the staff write stays among them unless they say
    otherwise. Raises Missing (404) and InvalidField (400).
    """
    visibility = chosen_visibility(
        actor, given, Visibility.INTERNAL if actor.is_staff else Visibility.CUSTOMER
    )
    with transaction.atomic():
        project = _locked(actor, project_id)
        comment = Comment.objects.create(
            project=project, author_id=actor.id, content=given["content"], visibility=visibility
        )
        remember(comment)
    return comment


def _locked(actor: Actor, project_id: UUID) -> Project:
    project = projects_visible_to(actor).select_for_update().filter(pk=project_id).first()
    if project is None:
        raise Missing
    return project


def _announce(project: Project, actor_id: UUID | None) -> None:
    project.timeline.create(from_status=None, to_status=project.status, actor_id=actor_id)
    events.project_created(project)


def _move(
    project: Project,
    verb: str,
    actor_id: UUID,
    reason: str = "",
    visibility: Visibility = Visibility.CUSTOMER,
) -> None:
    previous = project.status
    project.change({"status": project.after(verb)})
    line = project.timeline.create(
        from_status=previous,
        to_status=project.status,
        actor_id=actor_id,
        reason=reason,
        reason_visibility=visibility,
    )
    events.project_status_changed(project, line)


def _not_over(project: Project) -> None:
    if project.status in OVER:
        raise Refused(
            "project_over",
            f"The project is {project.status}: it and its tasks stay as they are.",
            allowed=sorted(TRANSITIONS[project.status].values()),
        )


def _open_for_work(project: Project) -> None:
    if project.status not in OPEN_FOR_WORK:
        raise Refused(
            "project_not_open",
            f"No work is done on a project that is {project.status}.",
            allowed=sorted(TRANSITIONS[project.status].values()),
        )


def _start(project: Project, actor_id: UUID) -> None:
    if "start" in TRANSITIONS[project.status]:
        _move(project, "start", actor_id)


def _measure_progress(project: Project) -> None:
    """Rule: progress is the share of the estimated minutes that done tasks have, rounded down."""
    minutes = project.tasks.aggregate(
        all=Sum("estimated_minutes", default=0),
        done=Sum("estimated_minutes", filter=Q(status=TaskStatus.DONE), default=0),
    )
    percent = minutes["done"] * 100 // minutes["all"] if minutes["all"] else 0
    if project.change({"progress_percent": percent}):
        events.project_progressed(project)
