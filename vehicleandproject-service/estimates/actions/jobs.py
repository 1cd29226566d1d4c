"""The jobs of an estimate: concern, cause, correction, and the lines below them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from estimates.actions.catalogue import from_catalogue
from estimates.actions.lines import check_room, new_line, take_off
from estimates.actions.locking import locked_estimate, open_estimate, revised
from estimates.models import Estimate, Job
from projects.actions.locking import not_over


def add_job(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Job:
    """Add a job behind those already there, with its lines.

    Rule: a job of the catalogue is copied as it is now; what becomes of the catalogue changes no estimate.
    Raises NotFound (404), InvalidField (400), Conflict (409) estimate_closed, too_many_lines.
    """
    ready = from_catalogue(data.pop("catalogue")) if "catalogue" in data else {"lines": []}
    lines = ready.pop("lines") + data.pop("lines", [])
    values = {**ready, **data}
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        check_room(estimate, len(lines))
        job = new_job(estimate, **values)
        for line in lines:
            new_line(project, job, line)
        revised(project, estimate)
        store_reply(job)
    return job


def change_job(
    actor: Actor,
    project_id: UUID,
    job_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Job:
    """Reword a job, or say what was found and done.

    Rule: cause and correction are written as the work goes on; what was decided about its lines stands.
    Raises NotFound (404), Conflict (409) project_over, PreconditionFailed (412).
    """
    with transaction.atomic():
        project, estimate = locked_estimate(actor, project_id)
        job = _job(estimate, job_id)
        check_precondition(job)
        not_over(project)
        job.update(data)
    return job


def remove_job(
    actor: Actor, project_id: UUID, job_id: UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """Take a job and its lines off the estimate.

    Raises NotFound (404), Conflict (409) estimate_closed, work_begun, PreconditionFailed (412).
    """
    with transaction.atomic():
        project, estimate = open_estimate(actor, project_id)
        job = _job(estimate, job_id)
        check_precondition(job)
        for line in job.lines.select_related("task"):
            take_off(project, line)
        job.delete()
        revised(project, estimate)
        forget_replies(job_id)


def new_job(estimate: Estimate, **values: Any) -> Job:
    last = estimate.jobs.aggregate(last=Max("position"))["last"] or 0
    return Job.objects.create(estimate=estimate, position=last + 1, **values)


def _job(estimate: Estimate, job_id: UUID) -> Job:
    job = estimate.jobs.filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job
