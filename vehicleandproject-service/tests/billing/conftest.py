from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from billing.actions.ledger import settle
from billing.models import INVOICE_SERIES_ID, Invoice
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from projects.models import Project
from tests.answers import answered
from tests.urls import PROJECTS


@pytest.fixture
def office(api: Any) -> Client:
    """Who takes payments."""
    clerk: Client = api.as_employee(groups=["office"])
    return clerk


@pytest.fixture
def invoiced(
    create: Callable[..., dict[str, Any]], customer: Client
) -> Callable[..., tuple[dict[str, Any], Invoice]]:
    """A project that is done, and its invoice of so much."""
    numbers = count(1)

    def invoice(
        total: str, currency: str = "EUR", client: Client = customer
    ) -> tuple[dict[str, Any], Invoice]:
        made = create(client)
        Project.objects.filter(pk=made["id"]).update(status="ready")
        project, number = Project.objects.get(pk=made["id"]), next(numbers)
        issued = project.invoices.create(
            customer_id=project.customer_id,
            series_id=INVOICE_SERIES_ID,
            kind="invoice",
            number=number,
            name=f"INV-{number}",
            status="open",
            issued_on=date(2026, 11, 24),
            due_on=date(2026, 12, 8),
            overdue_at=datetime(2026, 12, 8, 23, tzinfo=UTC),
            currency=currency,
            net_amount=Decimal(total),
            tax_amount=Decimal(),
            total_amount=Decimal(total),
            content={"name": f"INV-{number}"},
            actor_id=project.customer_id,
        )
        settle(project)
        return made, issued

    return invoice


@pytest.fixture
def issue(customer_list: Upstream, office: Client) -> Callable[..., dict[str, Any]]:
    """Issue the invoice of a project through the API."""

    def issue(project: Project, **body: Any) -> dict[str, Any]:
        return answered(office.post(f"{PROJECTS}{project.pk}/invoices/", body))

    return issue
