"""The lines of an estimate: labour, parts and fees."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.money import LARGEST
from estimates.actions.decisions import void
from estimates.actions.locking import line_of, open_estimate, revised, work_has_begun
from estimates.amounts import line_amounts
from estimates.errors import (
    MINUTES_OF_LABOUR,
    OTHER_CURRENCY,
    TOO_EXPENSIVE,
    TOO_MANY_LINES,
    WORK_BEGUN,
)
from estimates.models import Decision, Estimate, Job, Line
from estimates.tax import percent_of
from projects.actions.tasks import behind_the_others, measure_progress, release_task, withhold_task
from projects.models import Project

MOST_LINES = 500
PRICED_BY = ("quantity", "unit_price_amount", "discount_percent", "tax_percent")


def add_line(
    actor: Actor,
    project_id: UUID,
    job_id: UUID,
    data: dict[str, Any],
    *,
    store_reply: StoreReply = store_no_reply,
) -> Line:
    """Add a line behind those of the job.

    Raises NotFound (404), InvalidField (400), Conflict (409) estimate_closed, too_many_lines.
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        job = estimate.jobs.filter(pk=job_id).first()
        if job is None:
            raise NotFound
        check_room(estimate, 1)
        line = new_line(project, job, data)
        revised(project, estimate)
        store_reply(line)
    return line


def change_line(
    actor: Actor,
    project_id: UUID,
    job_id: UUID,
    line_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Line:
    """Change what a line says or costs.

    Rule: a line that changes is to be decided about again, and its task waits; what is begun stays as agreed.
    Raises NotFound (404), InvalidField (400), Conflict (409) estimate_closed, work_begun, PreconditionFailed
    (412).
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        line = line_of(estimate, job_id, line_id)
        check_precondition(line)
        minutes = data.pop("minutes", None)
        changed = {**data}
        _check_currency(changed, estimate)
        if "tax_rate" in changed:
            changed["tax_percent"] = percent_of(changed["tax_rate"], project.location)
        price(line, changed)
        if rewrite(line, changed):
            revised(project, estimate)
        if minutes is not None:
            _plan(line, minutes)
        measure_progress(project)
    return line


def remove_line(
    actor: Actor,
    project_id: UUID,
    job_id: UUID,
    line_id: UUID,
    *,
    check_precondition: Precondition = no_precondition,
) -> None:
    """Take a line off the estimate, and its task with it.

    Rule: what work has begun on stays. Raises NotFound (404), Conflict (409) estimate_closed, work_begun,
    PreconditionFailed (412).
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        line = line_of(estimate, job_id, line_id)
        check_precondition(line)
        take_off(project, line)
        revised(project, estimate)
        forget_replies(line_id)


def rewrite(line: Line, values: dict[str, Any]) -> bool:
    """Give a line these values, to be decided about anew if any of them is another. Raises Conflict (409)."""
    changes = line.update(values)
    if changes:
        _check_not_begun(line)  # What was written is rolled back.
        void(line)
        line.update({"decision": Decision.PENDING})
        if line.task:
            withhold_task(line.task)
    return bool(changes)


def check_room(estimate: Estimate, more: int) -> None:
    if Line.objects.filter(job__estimate=estimate).count() + more > MOST_LINES:
        raise TOO_MANY_LINES(limit=MOST_LINES)


def new_line(project: Project, job: Job, data: dict[str, Any]) -> Line:
    """A line with what it comes to, and for labour the task that waits for it."""
    values = {**data}
    minutes = values.pop("minutes", None)
    _check_currency(values, job.estimate)
    last = job.lines.aggregate(last=Max("position"))["last"] or 0
    line = Line(job=job, position=last + 1, currency=job.estimate.currency)
    values["tax_percent"] = percent_of(values["tax_rate"], project.location)
    price(line, values)
    if minutes is not None:
        line.task = behind_the_others(
            project, title=values["description"], estimated_minutes=minutes, awaits_authorisation=True
        )
        measure_progress(project)
    for name, value in values.items():
        setattr(line, name, value)
    line.save()
    return line


def take_off(project: Project, line: Line) -> None:
    _check_not_begun(line)
    void(line)
    if line.task:
        release_task(line.task, agreed=False)
        measure_progress(project)
    line.delete()


def _check_currency(values: dict[str, Any], estimate: Estimate) -> None:
    """Rule: an estimate has one currency."""
    if values.pop("unit_price_currency", estimate.currency) != estimate.currency:
        raise OTHER_CURRENCY(field="unit_price", currency=estimate.currency)


def price(line: Line, values: dict[str, Any]) -> None:
    """Add what the line comes to by these values, and its own where they are silent."""
    quantity, unit_price, discount, tax = (values.get(name, getattr(line, name)) for name in PRICED_BY)
    discounts = (discount, line.job.estimate.discount_percent)
    amounts = line_amounts(quantity, unit_price, discounts, tax, line.currency)
    if amounts.total >= LARGEST:
        raise TOO_EXPENSIVE(field="unit_price")
    values |= {"net_amount": amounts.net, "tax_amount": amounts.tax}


def _check_not_begun(line: Line) -> None:
    if work_has_begun(line):
        raise WORK_BEGUN()


def _plan(line: Line, minutes: int) -> None:
    if line.task is None:
        raise MINUTES_OF_LABOUR(field="minutes")
    line.task.update({"estimated_minutes": minutes})
