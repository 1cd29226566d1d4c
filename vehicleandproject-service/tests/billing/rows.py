"""Work that is ready to be invoiced, without its way there."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from chassis.models import new_id
from estimates.amounts import line_amounts
from estimates.models import Decision, Estimate, Job, Line
from projects.models import Kind, Project
from projects.statuses import Status
from vehicles.models import Vehicle
from workshop.models import DEFAULT_LOCATION_ID

PADS = {"quantity": "1", "unit_price": "64.90", "discount": "0", "tax": "19"}


def ready_work(customer_id: UUID, *lines: dict[str, Any], currency: str = "EUR", **changes: Any) -> Project:
    """A project with these lines, each agreed to unless it says otherwise."""
    vehicle = Vehicle.objects.create(owner_id=customer_id, make="Toyota", model="Corolla", year=2020)
    agreed = [line for line in lines or [PADS] if line.get("decision", Decision.AUTHORISED) == "authorised"]
    values = {
        "status": Status.READY,
        "agreed_lines": len(agreed),
        "location_id": DEFAULT_LOCATION_ID,
        **changes,
    }
    project = Project.objects.create(
        vehicle=vehicle, customer_id=customer_id, kind=Kind.SERVICE, title="Brakes squeal", **values
    )
    project.timeline.create(from_status=Status.QUALITY_CHECK, to_status=Status.READY)
    estimate = Estimate.objects.create(project=project, currency=currency)
    job = Job.objects.create(estimate=estimate, position=1, title="Front brakes", cause="Worn.")
    for position, line in enumerate(lines or [PADS], 1):
        _line(job, position, currency, **line)
    return project


def _line(
    job: Job,
    position: int,
    currency: str,
    *,
    quantity: Any,
    unit_price: Any,
    discount: Any = "0",
    tax: Any = "19",
    decision: str = Decision.AUTHORISED,
) -> None:
    numbers = [Decimal(number) for number in (quantity, unit_price, discount, tax)]
    amounts = line_amounts(numbers[0], numbers[1], [numbers[2]], numbers[3], currency)
    Line.objects.create(
        id=new_id(),
        job=job,
        position=position,
        kind="part",
        description="Brake pads, front",
        quantity=numbers[0],
        unit_price_amount=numbers[1],
        discount_percent=numbers[2],
        currency=currency,
        tax_rate="standard",
        tax_percent=numbers[3],
        net_amount=amounts.net,
        tax_amount=amounts.tax,
        decision=decision,
    )
