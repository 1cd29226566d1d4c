"""The pieces of a project's work: who does them, in how long, and how far they are."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, Sum

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.events.event import Changes
from projects import clients, events
from projects.actions.history import start
from projects.actions.locking import locked, open_to_plans
from projects.actions.projections import learn_name
from projects.agreement import check_open_for_work, kept_small
from projects.errors import NOT_AUTHORISED
from projects.models import WORKED_ON, Project, Task, TaskStatus
from projects.permissions import may_change, tasks_visible_to


def add_task(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Task:
    """Plan a piece of work, behind those already there.

    Rule: a task is given to somebody who works here.
    Raises NotFound (404), Conflict (409) for a project on which nothing is planned any more, or without an
    estimate that much: estimate_needed; InvalidField (400) for somebody who does not work here,
    UpstreamUnavailable (503) when nobody can say.
    """
    if data.get("assignee_id"):
        _check_works_here(data["assignee_id"])
    with transaction.atomic():
        project = locked(actor, project_id)
        open_to_plans(project)
        with kept_small(project):
            task = behind_the_others(project, **data)
        if task.assignee_id:
            events.task_assigned(task, {"assignee_id": [None, task.assignee_id]})
        measure_progress(project)
        store_reply(task)
    return task


def change_task(
    actor: Actor,
    project_id: UUID,
    task_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Task:
    """Change a task, or say how far it is.

    Rule: the first piece of work starts the project; what the customer has still to agree to is not begun.
    Once the project is handed to its check a task stays as it is.
    Rule: who gets a task hears of it, and who had it before.
    Raises as add_task does, Forbidden (403) as permissions.may_change, and PreconditionFailed (412).
    """
    if data.get("assignee_id"):
        _check_new_assignee(actor, project_id, task_id, data)
    with transaction.atomic():
        project = locked(actor, project_id)
        task = project.tasks.filter(pk=task_id).first()
        if task is None:
            raise NotFound
        check_precondition(task)
        may_change(actor, task, data)
        open_to_plans(project)
        before = TaskStatus(task.status)
        if _is_work(before, data.get("status", before)):
            _check_agreed(project, task)
        with kept_small(project):
            changes = task.update(data)
        if "status" in changes and task.status in WORKED_ON:
            start(project, actor.id)
        _publish(task, changes)
        measure_progress(project)
    return task


def behind_the_others(project: Project, **values: Any) -> Task:
    last = project.tasks.aggregate(last=Max("position"))["last"] or 0
    return Task.objects.create(project=project, position=last + 1, **values)


def withhold_task(task: Task) -> None:
    """Let a task wait for the customer's word."""
    task.update({"awaits_authorisation": True, "status": TaskStatus.TODO})


def release_task(task: Task, *, agreed: bool) -> None:
    """Let a task be worked on, or cancel it, now that the customer has decided.

    Rule: what the customer does not want is not worked on, also if it is planned again.
    """
    status = TaskStatus.TODO if agreed else TaskStatus.CANCELLED
    _publish(task, task.update({"awaits_authorisation": not agreed, "status": status}))


def measure_progress(project: Project) -> None:
    """Rule: progress is the share of the estimated minutes that done tasks have, rounded down. Cancelled
    tasks do not count."""
    minutes = project.tasks.exclude(status=TaskStatus.CANCELLED).aggregate(
        all=Sum("estimated_minutes", default=0),
        done=Sum("estimated_minutes", filter=Q(status=TaskStatus.DONE), default=0),
    )
    percent = minutes["done"] * 100 // minutes["all"] if minutes["all"] else 0
    changes = project.update({"progress_percent": percent})
    if changes:
        events.project_progressed(project, changes)


def _check_new_assignee(actor: Actor, project_id: UUID, task_id: UUID, data: dict[str, Any]) -> None:
    task = tasks_visible_to(actor, project_id).filter(pk=task_id).first()
    if task is None:
        raise NotFound
    may_change(actor, task, data)
    if data["assignee_id"] != task.assignee_id:
        _check_works_here(data["assignee_id"])


def _check_works_here(employee_id: UUID) -> None:
    """What they are called is learnt on the way: of who came before names were kept it is not known yet."""
    learn_name(employee_id, clients.name_of_who_works_here(employee_id))


def _is_work(before: str, after: str) -> bool:
    """To cancel a task, and to plan again what was cancelled, is no work."""
    planned = after == TaskStatus.CANCELLED or (before, after) == (TaskStatus.CANCELLED, TaskStatus.TODO)
    return before != after and not planned


def _check_agreed(project: Project, task: Task) -> None:
    check_open_for_work(project)
    if task.awaits_authorisation:
        raise NOT_AUTHORISED()


def _publish(task: Task, changes: Changes) -> None:
    previous, assignee = changes.get("assignee_id", (None, None))
    if previous:
        events.task_unassigned(task, previous, changes)
    if assignee:
        events.task_assigned(task, changes)
    if "status" in changes and task.status == TaskStatus.CANCELLED:
        events.task_cancelled(task, changes)
