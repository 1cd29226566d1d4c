from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from tests.answers import answered
from tests.projects.employee_service import works_here
from tests.urls import PROJECTS as URL
from workshop.models import DEFAULT_LOCATION_ID, Location


@pytest.fixture(autouse=True)
def default_location(request: pytest.FixtureRequest) -> None:
    """A migration made it, and a test that cannot be rolled back takes it away with all other rows."""
    if request.node.get_closest_marker("django_db"):
        known = {"name": "Workshop", "time_zone": "Europe/Berlin"}
        Location.objects.get_or_create(pk=DEFAULT_LOCATION_ID, defaults=known)


@pytest.fixture
def a_vehicle() -> Callable[..., dict[str, Any]]:
    """The body of a registration, with a plate that no other has."""
    numbers = count(1)

    def body(**changes: Any) -> dict[str, Any]:
        return {
            "make": "Toyota",
            "model": "Corolla",
            "year": 2020,
            "plate": f"B-TS {next(numbers)}",
            **changes,
        }

    return body


@pytest.fixture
def customer_list(upstream: Callable[[str], Upstream]) -> Upstream:
    """customer-service, in which everybody is a customer unless a test says otherwise."""
    customers = upstream("customer-service")
    customers.replies("GET", "/internal/customers/{id}/", {"id": str(new_id()), "is_active": True})
    return customers


@pytest.fixture
def bookings(upstream: Callable[[str], Upstream]) -> Upstream:
    """appointment-service, in which no vehicle is booked in unless a test says otherwise."""
    appointments = upstream("appointment-service")
    appointments.replies("GET", "/api/v1/appointments/", {"next": None, "previous": None, "results": []})
    appointments.replies("GET", "/internal/vehicles/{id}/", {"open_appointments": []})
    return appointments


@pytest.fixture
def register(
    a_vehicle: Callable[..., dict[str, Any]], customer_list: Upstream
) -> Callable[..., dict[str, Any]]:
    """Register a vehicle through the API and hand back what came."""

    def register(client: Client, **changes: Any) -> dict[str, Any]:
        reply = client.post("/api/v1/vehicles/", a_vehicle(**changes))
        assert reply.status_code == 201, reply.json()
        registered: dict[str, Any] = reply.json()
        return registered

    return register


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
