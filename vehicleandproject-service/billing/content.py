"""What stands on an invoice: all that it ever shows, as JSON, amounts, numbers and dates as text."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chassis.json import encode
from chassis.money import as_text
from estimates.amounts import Amounts, sum_of
from estimates.document import Document, amounts_of
from estimates.models import Decision
from projects.models import Project, WorkPolicy
from projects.statuses import Status
from vehicles.models import OdometerReading
from workshop.models import Location

JOB = ("title", "concern", "cause", "correction")
LINE = ("id", "kind", "description", "quantity", "discount_percent", "tax_rate", "tax_percent")
AMOUNTS = ("unit_price_amount", "net_amount", "tax_amount")
PLATE = ("plate", "plate_country")
VEHICLE = ("make", "model", *PLATE, "vin")

Content = dict[str, Any]
Job = dict[str, Any]


def agreed_jobs(document: Document) -> list[Job]:
    """The jobs of an estimate with the lines that are agreed to; a job without any is left out."""
    jobs = [{**job, "lines": list(filter(_is_agreed, job["lines"]))} for job in document["jobs"]]
    return [job for job in jobs if job["lines"]]


def total_of(jobs: Iterable[Job]) -> Amounts:
    return sum_of(amounts_of(line) for job in jobs for line in job["lines"])


def content_of(project: Project, document: Document, buyer: dict[str, str], paid: Decimal) -> Content:
    """What an invoice of the agreed lines says, without its name and its dates.

    Rule: an invoice sums what was rounded per line and rounds nothing itself.
    """
    jobs, currency = agreed_jobs(document), document["currency"]
    total = total_of(jobs)
    content: Content = {
        "supplied_on": supplied_on(project),
        "currency": currency,
        "seller": _seller(project.location),
        "buyer": buyer,
        "vehicle": _vehicle(project),
        "project": {"id": project.id, "title": project.title},
        "jobs": [_job(job, currency) for job in jobs],
        "discount_percent": document["discount_percent"],
        "taxes": _taxes(jobs, currency),
        "net_amount": as_text(total.net, currency),
        "tax_amount": as_text(total.tax, currency),
        "total_amount": as_text(total.total, currency),
        "paid_amount": as_text(paid, currency),
        "credits": None,
        "reason": "",
        "e_invoice": WorkPolicy.of(project.location_id).e_invoice,
    }
    kept: Content = json.loads(encode(content))
    return kept


def supplied_on(project: Project) -> date:
    """The day on which the work became ready, for the last time, by the location's clock."""
    ready = project.timeline.filter(to_status=Status.READY).order_by("-id").first()
    moment = ready.created_at if ready else timezone.now()
    return project.location.date_of(moment)


def _is_agreed(line: dict[str, Any]) -> bool:
    return bool(line["decision"] == Decision.AUTHORISED)


def _job(job: Job, currency: str) -> Job:
    return {
        **{name: job[name] for name in JOB},
        "lines": [
            {
                **{name: line[name] for name in LINE},
                **{name: as_text(line[name], currency) for name in AMOUNTS},
            }
            for line in job["lines"]
        ],
    }


def _taxes(jobs: list[Job], currency: str) -> list[dict[str, Any]]:
    """What each rate comes to, the lowest first."""
    lines = [line for job in jobs for line in job["lines"]]
    sums = {
        percent: sum_of(amounts_of(line) for line in lines if line["tax_percent"] == percent)
        for percent in sorted({line["tax_percent"] for line in lines})
    }
    return [
        {
            "tax_percent": percent,
            "net_amount": as_text(amounts.net, currency),
            "tax_amount": as_text(amounts.tax, currency),
        }
        for percent, amounts in sums.items()
    ]


def _seller(location: Location) -> dict[str, Any]:
    return {"location_name": location.name, "phone": location.phone, **location.identity}


def _vehicle(project: Project) -> dict[str, Any]:
    """Rule: of what happened to the vehicle after it was handed over, or is another owner's, an invoice says
    nothing: its odometer is what was read last by then, and its plate is there while it is the customer's.
    """
    vehicle = project.vehicle
    shown = {name: getattr(vehicle, name) for name in VEHICLE}
    if vehicle.owner_id != project.customer_id:
        shown |= dict.fromkeys(PLATE, "")
    handed_over = project.timeline.filter(to_status=Status.DELIVERED).order_by("-id").first()
    until = handed_over.created_at if handed_over else timezone.now()
    readings = OdometerReading.objects.filter(vehicle=vehicle, voided_at__isnull=True, read_at__lte=until)
    odometer = readings.order_by("-read_at", "-id").values("value", "unit", "read_at").first()
    return {**shown, "odometer": odometer}
