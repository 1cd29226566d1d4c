from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from tests.answers import answered
from tests.service_plans.moments import NOW
from tests.urls import PLANS, VEHICLES
from vehicles.models import OdometerReading


@pytest.fixture
def clock() -> Iterator[Any]:
    """It is Monday, 23 November 2026, 09:00 in Berlin; `clock.move_to(…)` makes it later."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def catalogue(bookings: Upstream) -> Upstream:
    """appointment-service, which offers every service unless a test says otherwise."""
    bookings.replies(
        "GET", "/api/v1/appointments/service-types/", {"next": None, "previous": None, "results": [{}]}
    )
    return bookings


@pytest.fixture
def car(clock: Any, register: Callable[..., dict[str, Any]], customer: Client) -> dict[str, Any]:
    """The customer's, which has come 42,000 km."""
    return register(customer, odometer_km=42_000)


@pytest.fixture
def remind(car: dict[str, Any], catalogue: Upstream, customer: Client) -> Callable[..., dict[str, Any]]:
    """Make a reminder of the car's oil through the API, and hand back what came."""

    def remind(client: Client = customer, **body: Any) -> dict[str, Any]:
        own = {"title": "Oil", "service_type": "oil-change"}
        made = client.post(
            f"{VEHICLES}{car['id']}/reminders/", body if "plan_id" in body else {**own, **body}
        )
        return answered(made)

    return remind


@pytest.fixture
def a_plan(catalogue: Upstream, admin: Client) -> dict[str, Any]:
    return answered(
        admin.post(
            PLANS, {"name": "Oil", "service_type": "oil-change", "every_km": 15_000, "every_months": 12}
        )
    )


@pytest.fixture
def read_before(car: dict[str, Any]) -> Callable[..., None]:
    """That the odometer read so many kilometres at an instant, of which nobody heard."""

    def read_before(km: int, instant: datetime, **columns: Any) -> None:
        OdometerReading.objects.create(
            vehicle_id=car["id"], value=km, unit="km", km=km, distance_km=km, read_at=instant, **columns
        )

    return read_before
