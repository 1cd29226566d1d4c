from collections.abc import Callable, Iterator
from typing import Any

import pytest

from billing.models import Invoice
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from projects.models import Project
from tests.answers import answered
from tests.billing.payment_provider import API_KEY, SECRET, PaymentProvider
from tests.billing.rows import ready_work
from tests.urls import PROJECTS


@pytest.fixture
def office(api: Any) -> Client:
    """Who takes payments."""
    clerk: Client = api.as_employee(groups=["office"])
    return clerk


@pytest.fixture
def issue(customer_list: Upstream, office: Client) -> Callable[..., dict[str, Any]]:
    """Issue the invoice of a project through the API."""

    def issue(project: Project, **body: Any) -> dict[str, Any]:
        return answered(office.post(f"{PROJECTS}{project.pk}/invoices/", body))

    return issue


@pytest.fixture
def invoiced(
    issue: Callable[..., dict[str, Any]], customer: Client
) -> Callable[..., tuple[dict[str, Any], Invoice]]:
    """A project that is done, and its invoice of so much."""

    def invoice(
        total: str, currency: str = "EUR", client: Client = customer
    ) -> tuple[dict[str, Any], Invoice]:
        line = {"quantity": "1", "unit_price": total, "tax": "0"}
        assert client.account_id is not None
        project = ready_work(client.account_id, line, currency=currency)
        issued = issue(project)
        return {"id": str(project.pk)}, Invoice.objects.get(pk=issued["id"])

    return invoice


@pytest.fixture
def provider(settings: Any) -> Iterator[PaymentProvider]:
    """The payment provider, with which this workshop has an account."""
    server = PaymentProvider()
    settings.STRIPE_API_KEY, settings.STRIPE_WEBHOOK_SECRET = API_KEY, SECRET
    settings.STRIPE_API_BASE = server.address
    yield server
    server.close()
