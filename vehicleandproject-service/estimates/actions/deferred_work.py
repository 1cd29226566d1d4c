"""What was deferred comes back: on the estimate of a later project, or in a slot that is held for it."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from estimates.actions.jobs import new_job
from estimates.actions.lines import check_room, new_line
from estimates.actions.locking import open_estimate, revised
from estimates.deferred_work import deferred_on, still_to_do
from estimates.document import Document, document_of
from estimates.errors import DEFERRED_NO_MORE, NOT_DEFERRED, OTHER_CURRENCY
from estimates.models import Estimate, Job, Line
from projects.locations import location_of
from projects.models import Project
from service_plans.actions.holding import hold_slot
from vehicles.models import Vehicle
from vehicles.permissions import check_sees_vehicle

COPIED = ("kind", "description", "quantity", "unit_price_amount", "discount_percent", "tax_rate")


def take_up(
    actor: Actor, project_id: UUID, line_ids: list[UUID], *, store_reply: StoreReply = store_no_reply
) -> Document:
    """Put deferred work of the vehicle on the estimate of a project, to be decided about anew.

    Rule: a line is offered at its own price and discount of then with the tax of today, in a job of the same
    name and cause; what another customer noticed stays with them. A discount on all of an estimate is that
    estimate's: the one of then is gone, the one of this project counts.
    Raises NotFound (404), InvalidField (400) for what was not deferred or has another currency, Conflict
    (409) estimate_closed, too_many_lines, deferred_no_more.
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        lines = _locked(deferred_on(actor, project.vehicle_id), line_ids)
        check_room(estimate, len(lines))
        # What lines on projects that were given up took up, they have given back.
        Line.objects.filter(takes_up__in=lines).update(takes_up=None)
        for job, its_lines in groupby(lines, key=lambda line: line.job):
            _copy(project, estimate, job, list(its_lines))
        revised(project, estimate)
        document = document_of(estimate)
        store_reply(document, about=estimate)
    return document


def hold_for_deferred_work(
    actor: Actor,
    vehicle_id: UUID,
    data: dict[str, Any],
    *,
    key: str = "",
    store_reply: StoreReply = store_no_reply,
) -> dict[str, Any]:
    """Hold a slot in which deferred work of a vehicle is to be done, for whoever asks.

    Rule: without a start it is the first free slot from today, or from the date that is named. The work is
    marked as wanted, so that the staff know at the visit what it was booked for.
    Raises NotFound (404), InvalidField (400), Conflict (409) deferred_no_more and what hold_slot does.
    """
    line_ids = data["line_ids"]
    check_sees_vehicle(actor, vehicle_id)
    _check(deferred_on(actor, vehicle_id), line_ids)
    location, now = location_of(data), timezone.now()
    today = location.date_of(now)
    asked = {**data, "not_before": max(data.get("not_before", today), today)}
    held = hold_slot(actor, asked, location, key=key, subject=vehicle_id)
    with transaction.atomic():
        Line.objects.filter(pk__in=line_ids).update(wanted_at=now, updated_at=now)
        store_reply(held, about=Vehicle(pk=vehicle_id))
    return held


def _locked(deferred: QuerySet[Line], line_ids: list[UUID]) -> list[Line]:
    """These lines, whose turn it is: who else takes them up waits, and then finds them taken up."""
    turns = Line.objects.filter(pk__in=line_ids).order_by("id").select_for_update(no_key=True)
    list(turns.values_list("pk"))
    _check(deferred, line_ids)
    lines = deferred.filter(pk__in=line_ids).select_related("job__estimate__project", "task")
    return list(lines.order_by("job_id", "position"))


def _check(deferred: QuerySet[Line], line_ids: list[UUID]) -> None:
    """Raises InvalidField (400) for what was not deferred, Conflict (409) deferred_no_more."""
    named = deferred.filter(pk__in=line_ids)
    known, to_do = (set(lines.values_list("pk", flat=True)) for lines in (named, still_to_do(named)))
    for line_id in line_ids:
        if line_id not in known:
            raise NOT_DEFERRED(field="line_ids", line_id=line_id)
    if known != to_do:
        raise DEFERRED_NO_MORE(line_ids=sorted(known - to_do))


def _copy(project: Project, estimate: Estimate, job: Job, lines: list[Line]) -> None:
    """A job like that one, with lines like these."""
    theirs = job.estimate.project.customer_id == project.customer_id
    copy = new_job(estimate, title=job.title, cause=job.cause, concern=job.concern if theirs else "")
    for line in lines:
        if line.currency != estimate.currency:
            raise OTHER_CURRENCY(field="line_ids", currency=estimate.currency)
        minutes = line.task and line.task.estimated_minutes
        values = {name: getattr(line, name) for name in COPIED}
        new_line(project, copy, {**values, "minutes": minutes, "takes_up": line})
