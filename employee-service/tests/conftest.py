from collections.abc import Callable
from typing import Any

import pytest

from chassis.models import new_id
from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from employees.models import DEFAULT_LOCATION_ID, Location
from tests.urls import working_hours_of

TIME_LOGS = "/api/v1/employees/time-logs/"


@pytest.fixture(autouse=True)
def default_location(request: pytest.FixtureRequest) -> None:
    """A migration made it, and a test that cannot be rolled back takes it away with all other rows."""
    if request.node.get_closest_marker("django_db"):
        known = {"name": "Workshop", "time_zone": "Europe/Berlin"}
        Location.objects.get_or_create(pk=DEFAULT_LOCATION_ID, defaults=known)


@pytest.fixture
def account() -> Callable[..., dict[str, Any]]:
    """What authentication-service tells of an account."""

    def data(**changes: Any) -> dict[str, Any]:
        return {
            "account_id": str(new_id()),
            "email": "tariq@servease.test",
            "first_name": "Tariq",
            "last_name": "Haddad",
            "phone": "+49 30 5550 102",
            "role": "employee",
            "is_active": True,
            **changes,
        }

    return data


@pytest.fixture
def hire(account: Callable[..., dict[str, Any]], deliver: Callable[..., str]) -> Callable[..., str]:
    """Make an employee as the platform does, by the news of their account, and hand back the id."""

    def hired(client: Client | None = None, **changes: Any) -> str:
        identity = {"account_id": str(client.account_id)} if client else {}
        data = account(**identity, **changes)
        deliver("account.registered.v1", data, subject=data["account_id"])
        account_id: str = data["account_id"]
        return account_id

    return hired


@pytest.fixture
def open_at(deliver: Callable[..., str], example: Callable[..., dict[str, Any]]) -> Callable[..., str]:
    """Let appointment-service tell of a location in a zone, named for it, and hand back its id."""

    def opened(time_zone: str, location_id: str | None = None, **changes: Any) -> str:
        location_id = location_id or str(new_id())
        named = {"location_id": location_id, "name": time_zone, "time_zone": time_zone}
        published = {**example("location.changed.v1", "appointment-service"), **named, **changes}
        assert deliver("location.changed.v1", published, subject=location_id) == "handled"
        return location_id

    return opened


@pytest.fixture
def enter(admin: Client) -> Callable[..., Any]:
    """`enter(identity, hours)` from today on, `enter(identity, hours, "2027-01-01")` from a date on."""

    def entered(identity: str, hours: list[dict[str, Any]], valid_from: str | None = None) -> Any:
        dated = {} if valid_from is None else {"valid_from": valid_from}
        return admin.put(working_hours_of(identity), {"working_hours": hours, **dated})

    return entered


@pytest.fixture
def enter_day(admin: Client) -> Callable[..., Any]:
    """`enter_day(identity, hours, "2026-12-24")`."""
    return lambda identity, hours, day: admin.put(working_hours_of(identity, day), {"working_hours": hours})


@pytest.fixture
def projects(upstream: Callable[[str], Upstream]) -> Upstream:
    return upstream("vehicleandproject-service")


@pytest.fixture
def assign(projects: Upstream) -> Callable[..., dict[str, str]]:
    """Give a client a task in vehicleandproject-service, and hand back what that service says of it."""

    def assigned(client: Client | None, **changes: Any) -> dict[str, Any]:
        task = {
            "id": str(new_id()),
            "project_id": str(new_id()),
            "assignee_id": str(client.account_id) if client else None,
            "title": "Replace the front brake pads",
            "status": "todo",
            "project_status": "approved",
            "open_for_work": True,
            **changes,
        }
        projects.replies("GET", f"/internal/tasks/{task['id']}/", task)
        return task

    return assigned


@pytest.fixture
def start_on() -> Callable[[Client, dict[str, str]], dict[str, Any]]:
    """Start a timer through the API on a task."""

    def started(client: Client, task: dict[str, str]) -> dict[str, Any]:
        reply = client.post(f"{TIME_LOGS}start/", {"task_id": task["id"]})
        assert reply.status_code == 201, reply.json()
        log: dict[str, Any] = reply.json()
        return log

    return started


@pytest.fixture
def start(
    assign: Callable[..., dict[str, str]], start_on: Callable[..., dict[str, Any]]
) -> Callable[[Client], dict[str, Any]]:
    """Start a timer through the API on a task of the client's."""
    return lambda client: start_on(client, assign(client))


@pytest.fixture
def move() -> Callable[..., Any]:
    """`move(client, log, "pause")`."""

    def moved(client: Client, log: dict[str, Any], verb: str, **headers: str) -> Any:
        return client.post(f"{TIME_LOGS}{log['id']}/{verb}/", headers=headers)

    return moved
