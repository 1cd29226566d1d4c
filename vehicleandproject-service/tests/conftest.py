from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from billing.models import CREDIT_NOTE_SERIES_ID, INVOICE_SERIES_ID, InvoiceSeries
from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from estimates.models import TaxRate
from tests.answers import answered
from tests.projects.employee_service import works_here
from tests.urls import PROJECTS as URL
from workshop.models import DEFAULT_LOCATION_ID, Location

FIRST_SERIES = [(INVOICE_SERIES_ID, "invoice", "INV-"), (CREDIT_NOTE_SERIES_ID, "credit_note", "CN-")]


@pytest.fixture(autouse=True)
def default_location(request: pytest.FixtureRequest) -> None:
    """A migration made it, and a test that cannot be rolled back takes it away with all other rows."""
    if request.node.get_closest_marker("django_db"):
        known = {"name": "Workshop", "time_zone": "Europe/Berlin"}
        Location.objects.get_or_create(pk=DEFAULT_LOCATION_ID, defaults=known)


@pytest.fixture(autouse=True)
def first_series(request: pytest.FixtureRequest) -> None:
    """Likewise."""
    if request.node.get_closest_marker("django_db"):
        begun = {"first_number": 1, "next_number": 1}
        for pk, kind, prefix in (
            (INVOICE_SERIES_ID, "invoice", "INV-"),
            (CREDIT_NOTE_SERIES_ID, "credit_note", "CN-"),
        ):
            InvoiceSeries.objects.get_or_create(pk=pk, defaults={"kind": kind, "prefix": prefix, **begun})


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


@pytest.fixture
def add_task(foreman: Client, staff_list: Upstream) -> Callable[..., dict[str, Any]]:
    def add(project: dict[str, Any], **changes: Any) -> dict[str, Any]:
        body = {"title": "Change the pads", "estimated_minutes": 30, **changes}
        return answered(foreman.post(f"{URL}{project['id']}/tasks/", body))

    return add


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
    answered(employee.post(f"{URL}{approved['id']}/estimate/"))
    return approved


@pytest.fixture
def add_job(employee: Client) -> Callable[..., dict[str, Any]]:
    """Add a job of these lines to a project's estimate, and hand back its lines as they are read."""

    def add(project: dict[str, Any], *lines: dict[str, Any]) -> list[dict[str, Any]]:
        url = f"{URL}{project['id']}/jobs/"
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
        answered(foreman.post(f"{URL}{estimated['id']}/estimate/send/"))
        return added

    return send
