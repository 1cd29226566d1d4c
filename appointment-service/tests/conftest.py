from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
import time_machine

from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.locks import until_somebody_waits
from chassis.testing.parallel import on_its_own_connection
from resources.models import DEFAULT_LOCATION_ID, Bay, Location, OpeningHours, Policy, ServiceType
from tests.drawn_workshops import Workshop
from tests.moments import NOW
from tests.opened_workshop import OpenedWorkshop
from tests.urls import URL
from tests.visits import BOTH, EIGHT

EVERY_DAY = range(7)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """It is Monday, 09:00 in Berlin; `clock.move_to(…)` makes it later."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def default_location(request: pytest.FixtureRequest) -> None:
    """A migration made it, and a test that cannot be rolled back takes it away with all other rows."""
    if request.node.get_closest_marker("django_db"):
        known = {"name": "Workshop", "time_zone": "Europe/Berlin"}
        Location.objects.get_or_create(pk=DEFAULT_LOCATION_ID, defaults=known)


@pytest.fixture
def hire(deliver: Callable[..., str]) -> Callable[..., UUID]:
    """Let employee-service tell of a technician."""
    numbers = count(1)

    def hire(
        *,
        skills: tuple[tuple[str, str | None], ...] = (("mechanics", None),),
        hours: tuple[str, str] = ("00:00", "00:00"),
        weekdays: Any = EVERY_DAY,
        employee_id: UUID | None = None,
        version: int = 0,
        at: datetime | None = None,
        outcome: str = "handled",
        **changes: Any,
    ) -> UUID:
        employee_id = employee_id or new_id()
        published = {
            "employee_id": str(employee_id),
            "first_name": "Technician",
            "last_name": str(next(numbers)),
            "is_active": True,
            "skills": [{"code": code, "expires_on": expires_on} for code, expires_on in skills],
            "working_hours": [{"weekday": day, "start": hours[0], "end": hours[1]} for day in weekdays],
            **changes,
        }
        news = {"subject": employee_id, "version": version, "occurred_at": at}
        assert deliver("employee.changed.v1", published, **news) == outcome
        return employee_id

    return hire


@pytest.fixture
def workshop(hire: Callable[..., UUID]) -> Callable[..., ServiceType]:
    """Open a workshop with so many bays and technicians, and one service that it offers: an hour of work."""

    def open_workshop(
        *,
        bays: int = 1,
        technicians: int = 1,
        hours: tuple[tuple[str, str], ...] = (("08:00", "17:00"),),
        weekdays: Any = EVERY_DAY,
        zone: str = "Europe/Berlin",
        policy: dict[str, int] | None = None,
        **service: Any,
    ) -> ServiceType:
        Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(time_zone=zone)
        for number in range(1, bays + 1):
            Bay.objects.create(name=f"Bay {number}", kind="lift")
        for _ in range(technicians):
            hire()
        OpeningHours.objects.bulk_create(
            OpeningHours(weekday=day, opens=opens, closes=closes)
            for day in weekdays
            for opens, closes in hours
        )
        Policy.objects.create(**{"lead_minutes": 0, "max_open_per_customer": 100, **(policy or {})})
        return ServiceType.objects.create(
            **{
                "code": "oil-change",
                "name": "Oil change",
                "duration_minutes": 60,
                "price_amount": "89.00",
                "price_currency": "EUR",
                "required_skill": "mechanics",
                "bay_kind": "lift",
                **service,
            }
        )

    return open_workshop


@pytest.fixture
def also_offered() -> Callable[..., ServiceType]:
    """Let the workshop offer another service too: half an hour of work, unless it is said otherwise."""

    def also_offered(**service: Any) -> ServiceType:
        return ServiceType.objects.create(
            **{
                "code": "tyre-change",
                "name": "Tyre change",
                "duration_minutes": 30,
                "price_amount": "49.00",
                "price_currency": "EUR",
                "required_skill": "mechanics",
                "bay_kind": "lift",
                **service,
            }
        )

    return also_offered


@pytest.fixture
def vehicle_of(upstream: Callable[[str], Any]) -> Callable[[Client], str]:
    """Let vehicleandproject-service know a vehicle of this customer's, from now on the only one."""

    def vehicle_of(owner: Client) -> str:
        vehicle_id = str(new_id())
        vehicle = {
            "id": vehicle_id,
            "owner_id": str(owner.account_id),
            "make": "Toyota",
            "model": "Corolla",
            "year": 2020,
            "vin": "",
            "plate": "B-TS 1",
            "color": "",
            "odometer_km": 0,
            "created_at": "2026-11-01T10:00:00Z",
            "updated_at": "2026-11-01T10:00:00Z",
        }
        upstream("vehicleandproject-service").replies("GET", "/api/v1/vehicles/{vehicle_id}/", vehicle)
        return vehicle_id

    return vehicle_of


@pytest.fixture
def try_to_book(vehicle_of: Callable[[Client], str]) -> Callable[..., Any]:
    """Ask for a booking and hand back the reply."""

    def try_to_book(client: Client, start: str, **changes: Any) -> Any:
        body = {"vehicle_id": vehicle_of(client), "service_type": "oil-change", "start": start, **changes}
        return client.post(URL, body)

    return try_to_book


@pytest.fixture
def book(try_to_book: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Book through the API and hand back what came."""

    def book(client: Client, start: str, **changes: Any) -> dict[str, Any]:
        reply = try_to_book(client, start, **changes)
        assert reply.status_code == 201, reply.json()
        booked: dict[str, Any] = reply.json()
        return booked

    return book


@pytest.fixture
def try_visit(vehicle_of: Callable[[Client], str]) -> Callable[..., Any]:
    """Ask for a visit of several services and hand back the reply."""

    def try_visit(client: Client, start: str = EIGHT, services: list[str] = BOTH, **more: Any) -> Any:
        body = {"vehicle_id": vehicle_of(client), "services": services, "start": start, **more}
        return client.post(URL, body)

    return try_visit


@pytest.fixture
def visit(try_visit: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Book a visit of several services and hand back what came."""

    def visit(client: Client, *asked: Any, **more: Any) -> dict[str, Any]:
        reply = try_visit(client, *asked, **more)
        assert reply.status_code == 201, reply.json()
        booked: dict[str, Any] = reply.json()
        return booked

    return visit


@pytest.fixture
def slots(customer: Client) -> Callable[..., list[str]]:
    """The starts that are offered from one date to another."""

    def slots(first: str, last: str | None = None, **params: Any) -> list[str]:
        query = {"service_type": "oil-change", "from": first, "to": last or first, **params}
        reply = customer.get(f"{URL}slots/", query)
        assert reply.status_code == 200, reply.json()
        return [slot["start"] for slot in reply.json()["results"]]

    return slots


@pytest.fixture
def join(vehicle_of: Callable[[Client], str]) -> Callable[..., dict[str, Any]]:
    """Wait for a time on Tuesday to become free, and hand back what came."""

    def join(client: Client, **changes: Any) -> dict[str, Any]:
        tuesday = {"starts_from": "2026-11-23T23:00:00Z", "starts_before": "2026-11-24T23:00:00Z"}
        body = {"vehicle_id": vehicle_of(client), "service_type": "oil-change", **tuesday, **changes}
        reply = client.post(f"{URL}waitlist/", body)
        assert reply.status_code == 201, reply.json()
        entry: dict[str, Any] = reply.json()
        return entry

    return join


@pytest.fixture
def make_series(vehicle_of: Callable[[Client], str]) -> Callable[..., Any]:
    """Ask for a series of Tuesdays at nine in Berlin, and hand back the reply."""

    def make_series(client: Client, headers: Any = None, **changes: Any) -> Any:
        weekly = {"start": "2026-11-24T08:00:00Z", "frequency": "weekly"}
        body = {"service_type": "oil-change", **weekly, **changes}
        body = {name: value for name, value in body.items() if value is not None}
        if "vehicle_id" not in body:
            body["vehicle_id"] = vehicle_of(client)
        return client.post(f"{URL}series/", body, headers=headers)

    return make_series


@pytest.fixture
def meanwhile() -> Iterator[Callable[..., Future]]:
    """Let somebody else ask on a connection of their own, and return when they wait for us."""
    with ThreadPoolExecutor(1) as pool:

        def meanwhile(question: Callable[[], Any]) -> Future:
            answer = pool.submit(on_its_own_connection, question)
            until_somebody_waits()
            return answer

        yield meanwhile


@pytest.fixture
def open_up(hire: Any, clock: Any, api: Any, vehicle_of: Any) -> Callable[[Workshop], OpenedWorkshop]:
    """Open a workshop that was drawn."""
    vehicle_id = vehicle_of(api.as_customer())

    def open_up(drawn: Workshop) -> OpenedWorkshop:
        def at(moment: datetime) -> None:
            clock.move_to(moment, tick=False)

        at(drawn.now - timedelta(days=1))  # whose token is made then
        return OpenedWorkshop(drawn, hire, at, api.as_employee(), vehicle_id)

    return open_up
