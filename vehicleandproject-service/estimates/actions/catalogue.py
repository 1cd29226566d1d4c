"""Jobs that are sold often."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from chassis.locking import locked
from estimates.errors import CATALOGUE_CODE_TAKEN, NOT_ON_SALE
from estimates.models import CatalogueJob, CatalogueLine

COPIED = (
    "kind", "description", "quantity", "unit_price_amount", "unit_price_currency", "discount_percent",
    "tax_rate", "minutes",
)  # fmt: skip


def add_catalogue_job(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> CatalogueJob:
    """Offer a job by its code. Rule: a code is one job's, and stays its. Raises Conflict (409)."""
    lines = data.pop("lines")
    taken = CATALOGUE_CODE_TAKEN(code=data["code"])
    with refusing(unique_catalogue_code=lambda: taken), transaction.atomic():
        job = CatalogueJob.objects.create(**data)
        _replace_lines(job, lines)
        store_reply(job)
    return job


def change_catalogue_job(
    job_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> CatalogueJob:
    """Change what a job is made of, or take it off the catalogue.

    Rule: estimates keep what they took from it. Raises NotFound (404), PreconditionFailed (412).
    """
    lines = data.pop("lines", None)
    with transaction.atomic():
        job = locked(CatalogueJob.objects.all(), job_id)
        check_precondition(job)
        job.update(data)
        if lines is not None:
            job.lines.all().delete()
            _replace_lines(job, lines)
    return job


def from_catalogue(code: str) -> dict[str, Any]:
    """What to put on an estimate for a job of the catalogue. Raises InvalidField (400)."""
    job = CatalogueJob.objects.filter(code=code, is_active=True).prefetch_related("lines").first()
    if job is None:
        raise NOT_ON_SALE(field="catalogue", code=code)
    lines = [{name: getattr(line, name) for name in COPIED} for line in job.lines.all()]
    return {"title": job.title, "concern": job.concern, "lines": lines}


def _replace_lines(job: CatalogueJob, lines: list[dict[str, Any]]) -> None:
    CatalogueLine.objects.bulk_create(
        CatalogueLine(job=job, position=position, **line) for position, line in enumerate(lines, start=1)
    )
