from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing.client import Client
from estimates.models import TaxRate
from tests.answers import answered
from tests.urls import PROJECTS


@pytest.fixture
def standard_rate(db: None) -> TaxRate:
    return TaxRate.objects.create(
        code="standard", name="Standard", percent="19.00", valid_from=date(2007, 1, 1)
    )


@pytest.fixture
def estimated(
    approved: dict[str, Any], employee: Client, staff_list: Any, standard_rate: TaxRate
) -> dict[str, Any]:
    """The customer's project, of which an estimate is being made."""
    answered(employee.post(f"{PROJECTS}{approved['id']}/estimate/"))
    return approved


@pytest.fixture
def add_job(employee: Client) -> Callable[..., dict[str, Any]]:
    """Add a job of these lines to a project's estimate, and hand back its lines as they are read."""

    def add(project: dict[str, Any], *lines: dict[str, Any]) -> list[dict[str, Any]]:
        url = f"{PROJECTS}{project['id']}/jobs/"
        job = answered(employee.post(url, {"title": "Front brakes", "lines": list(lines)}))
        listed = answered(employee.get(f"{url}{job['id']}/lines/"))["results"]
        return [{**line, "url": f"{url}{job['id']}/lines/{line['id']}/"} for line in listed]

    return add


@pytest.fixture
def sent(
    estimated: dict[str, Any], add_job: Callable[..., Any], foreman: Client
) -> Callable[..., list[dict[str, Any]]]:
    """An estimate of these lines as the customer was sent it; its lines."""

    def send(*lines: dict[str, Any]) -> list[dict[str, Any]]:
        added = add_job(estimated, *lines)
        answered(foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/"))
        return added

    return send
