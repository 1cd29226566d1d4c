"""An estimate as people read it: its jobs, their lines, and what they come to."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from chassis.json import encode
from estimates.amounts import Amounts, sum_of
from estimates.models import Agreement, Decision, Estimate, Line

JOB = ("id", "position", "title", "concern", "cause", "correction")
NUMBERS = ("quantity", "unit_price_amount", "discount_percent", "tax_percent", "net_amount", "tax_amount")
# What a customer agrees to. What they decided, and who does the work, is no part of it.
AGREED_TO = ("id", "position", "kind", "description", "currency", "tax_rate", *NUMBERS)

AGREED_WITH = ("project_id", "revision", "currency", "discount_percent")

Document = dict[str, Any]


def document_of(estimate: Estimate) -> Document:
    """The estimate as it stands, in two statements however many jobs and lines it has."""
    jobs = {job["id"]: {**job, "lines": []} for job in estimate.jobs.order_by("position").values(*JOB)}
    lines = Line.objects.filter(job__estimate=estimate).order_by("job__position", "position")
    for line in lines.values("job_id", *AGREED_TO, "decision"):
        jobs[line.pop("job_id")]["lines"].append(line)
    return _document(estimate, estimate.revision, list(jobs.values()))


def sent_document(estimate: Estimate) -> Document | None:
    """The estimate as its customer was sent it last, with what is decided by now; None if it never was."""
    sent = estimate.sent.order_by("-revision").first()
    if sent is None:
        return None
    standing = Agreement.objects.filter(sent__estimate=estimate, voided_at__isnull=True)
    decided = {str(line_id): decision for line_id, decision in standing.values_list("line_id", "decision")}
    jobs = [
        {**job, "lines": [_line_as_sent(line, decided) for line in job["lines"]]}
        for job in sent.content["jobs"]
    ]
    discount = Decimal(sent.content["discount_percent"])
    return {**_document(estimate, sent.revision, jobs), "discount_percent": discount}


def content_of(document: Document) -> dict[str, Any]:
    """What a customer agrees to, as JSON keeps it: ids and numbers as text."""
    jobs = [
        {
            **{name: job[name] for name in JOB},
            "lines": [{name: line[name] for name in AGREED_TO} for line in job["lines"]],
        }
        for job in document["jobs"]
    ]
    content: dict[str, Any] = json.loads(
        encode({**{name: document[name] for name in AGREED_WITH}, "jobs": jobs})
    )
    return content


def digest_of(content: dict[str, Any]) -> str:
    """The SHA-256 over it in hexadecimal: UTF-8, keys in order, no spaces between them."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def amounts_of(line: dict[str, Any]) -> Amounts:
    return Amounts(line["net_amount"], line["tax_amount"])


def _line_as_sent(line: dict[str, Any], decided: dict[str, str]) -> dict[str, Any]:
    numbers = {name: Decimal(line[name]) for name in NUMBERS}
    return {**line, **numbers, "decision": decided.get(line["id"], Decision.PENDING)}


def _document(estimate: Estimate, revision: int, jobs: list[dict[str, Any]]) -> Document:
    lines = [line for job in jobs for line in job["lines"]]
    total = sum_of(map(amounts_of, lines))
    authorised = sum_of(amounts_of(line) for line in lines if line["decision"] == Decision.AUTHORISED)
    return {
        "project_id": estimate.project_id,
        "currency": estimate.currency,
        "revision": revision,
        "discount_percent": estimate.discount_percent,
        "sent_revision": estimate.sent_revision,
        "sent_at": estimate.sent_at,
        "net_amount": total.net,
        "tax_amount": total.tax,
        "total_amount": total.total,
        "authorised_amount": authorised.total,
        "jobs": jobs,
    }
