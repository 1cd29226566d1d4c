from collections.abc import Callable
from typing import Any

import pytest

from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from tests.projects.employee_service import works_here

URL = "/api/v1/projects/"


@pytest.fixture
def create(register: Callable[..., dict[str, Any]], admin: Client) -> Callable[..., dict[str, Any]]:
    """Create a project through the API, on a new vehicle of the client's unless another is named."""

    def create(client: Client, vehicle_id: str | None = None, **changes: Any) -> dict[str, Any]:
        if vehicle_id is None:
            vehicle_id = register(admin, owner_id=str(client.account_id))["id"]
        body = {"vehicle_id": vehicle_id, "kind": "service", "title": "Brakes squeal", **changes}
        return answered(client.post(URL, body))

    return create


@pytest.fixture
def approved(create: Callable[..., dict[str, Any]], customer: Client, employee: Client) -> dict[str, Any]:
    """The customer's project, which the workshop has approved."""
    project = create(customer)
    return answered(employee.post(f"{URL}{project['id']}/approve/"))


@pytest.fixture
def staff_list(upstream: Callable[[str], Upstream]) -> Upstream:
    """employee-service, in which everybody works here unless a test says otherwise."""
    employees = upstream("employee-service")
    employees.replies("GET", "/internal/employees/{id}/", works_here(str(new_id())))
    return employees


@pytest.fixture
def add_task(foreman: Client, staff_list: Upstream) -> Callable[..., dict[str, Any]]:
    def add(project: dict[str, Any], **changes: Any) -> dict[str, Any]:
        body = {"title": "Change the pads", "estimated_minutes": 60, **changes}
        return answered(foreman.post(f"{URL}{project['id']}/tasks/", body))

    return add


def answered(reply: Any) -> dict[str, Any]:
    assert reply.status_code in {200, 201}, reply.json()
    body: dict[str, Any] = reply.json()
    return body
