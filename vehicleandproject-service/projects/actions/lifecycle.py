"""From a request to the hand-over."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.money import money
from projects.actions.history import become
from projects.actions.locking import locked
from projects.agreement import check_open_for_work
from projects.errors import LINES_UNDECIDED, NOT_INVOICED, NOT_SETTLED, TASKS_OPEN, WORKED_ON_IT
from projects.models import OPEN_TASKS, FormerWork, Project, TaskStatus, TaskTime, Visibility, WorkPolicy
from projects.permissions import chosen_visibility
from projects.statuses import CUSTOMERS_TRANSITIONS, TRANSITIONS, Status

MOST_NAMED = 100


def move_project(
    actor: Actor,
    project_id: UUID,
    verb: str,
    data: dict[str, Any],
    *,
    store_reply: StoreReply = store_no_reply,
) -> Project:
    """Bring a project to its next status.

    Rule: only along TRANSITIONS, or as its customer along CUSTOMERS_TRANSITIONS.
    Rule: work is handed to its check when none of its tasks is open any more, and the customer has decided
    about each line of its estimate.
    Rule: the check is passed and failed by somebody who did none of the work, unless the location's policy
    says otherwise, as a workshop of one person must.
    Rule: a project is closed once what was agreed to is invoiced and nothing is owed, either way; where the
    location's policy says so, its vehicle is not handed over before that.
    Rule: why a project is cancelled or rejected is for its customer; another reason of the staff's stays
    among them unless they say otherwise.
    Raises NotFound (404), InvalidField (400), Conflict (409) illegal_transition with what is allowed,
    estimate_needed, lines_undecided, not_invoiced, not_settled with the balance, or tasks_open with the
    tasks, Forbidden (403) worked_on_it.
    """
    table = TRANSITIONS if actor.is_staff else CUSTOMERS_TRANSITIONS
    for_customer = not actor.is_staff or verb in {"cancel", "reject"}
    visibility = chosen_visibility(actor, data, Visibility.CUSTOMER if for_customer else Visibility.INTERNAL)
    with transaction.atomic():
        project = locked(actor, project_id)
        status = table.after(project.status, verb)
        if verb == "start":
            check_open_for_work(project)
        if status == Status.QUALITY_CHECK:
            _check_all_is_done(project)
        if project.status == Status.QUALITY_CHECK:
            _check_may_check(actor, project)
        if status == Status.CLOSED or (status == Status.DELIVERED and _is_paid_before_delivery(project)):
            _check_is_settled(project)
        become(project, status, actor.id, data["reason"], visibility)
        store_reply(project)
    return project


def _check_may_check(actor: Actor, project: Project) -> None:
    did_a_task = project.tasks.filter(assignee_id=actor.id, status=TaskStatus.DONE)
    logged_time = TaskTime.objects.filter(task__project=project, employee_id=actor.id, seconds__gt=0)
    before_a_correction = FormerWork.objects.filter(project=project, employee_id=actor.id)
    worked = (did_a_task, logged_time, before_a_correction)
    if WorkPolicy.of(project.location_id).checked_by_another and any(rows.exists() for rows in worked):
        raise WORKED_ON_IT()


def _is_paid_before_delivery(project: Project) -> bool:
    return WorkPolicy.of(project.location_id).paid_before_delivery


def _check_is_settled(project: Project) -> None:
    if project.agreed_lines and project.invoiced_at is None:
        raise NOT_INVOICED()
    if project.balance_amount:
        balance = money(project.balance_amount, project.balance_currency) or {}
        raise NOT_SETTLED(balance=balance, **balance)


def _check_all_is_done(project: Project) -> None:
    unfinished = project.tasks.filter(status__in=OPEN_TASKS).order_by("position")
    tasks = list(unfinished.values("id", "title", "status")[:MOST_NAMED])
    if tasks:
        raise TASKS_OPEN(tasks=tasks)
    if project.undecided_lines:
        raise LINES_UNDECIDED(undecided_lines=project.undecided_lines)
