from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream

CONTRACTS = Path(__file__).parent.parent / "contracts"
GOOD_VIN = "1HGCM82633A004352"


@pytest.fixture
def customer(api: Client) -> Client:
    return api.as_customer()


@pytest.fixture
def stranger(api: Client) -> Client:
    return api.as_customer()


@pytest.fixture
def employee(api: Client) -> Client:
    return api.as_employee()


@pytest.fixture
def foreman(api: Client) -> Client:
    return api.as_employee(groups=["foreman"])


@pytest.fixture
def admin(api: Client) -> Client:
    return api.as_admin()


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


def at_once(send: Any, *arguments: Any) -> list[Any]:
    """Call `send` in a thread for each argument, all at the same time."""

    def call(*values: Any) -> Any:
        try:
            return send(*values)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(call, *arguments))
