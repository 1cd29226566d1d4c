"""Who sends nonsense, what they aim it at, and a workshop that is as before when they are done."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests
from callers import Callers
from placeholders import Placeholders
from platform_client import Person
from seed import results
from services import PORTS

SERVICE = {
    "code": f"fuzz-{uuid.uuid4().hex[:10]}",
    "name": "Something odd",
    "duration_minutes": 30,
    "price": {"amount": "10.00", "currency": "EUR"},
    "bay_kind": "odd",
}

EXCEPTIONS = "appointments/opening-hours/exceptions/"


@pytest.fixture(scope="session")
def address_of(gateway: str) -> Callable[[str], str]:
    """A service's own address, which has no rate limits."""
    offset = int(os.environ.get("PORT_OFFSET", "0"))
    return lambda service: f"http://{urlsplit(gateway).hostname}:{PORTS[service] + offset}"


@pytest.fixture(scope="session")
def tokens(callers: Callers, address_of: Callable[[str], str]) -> dict[str, str]:
    credentials = {"client_id": "employee-service", "client_secret": "development-only-employee"}
    url = f"{address_of('authentication-service')}/internal/token/"
    granted = requests.post(url, json=credentials, timeout=30)
    return {
        "nobody": "",
        "customer": callers.owner.token,
        "employee": callers.employee.token,
        "admin": callers.admin.token,
        "service": granted.json()["access"],
    }


@pytest.fixture(scope="session")
def real(callers: Callers, newcomer: Callable[[str], Person], chief: Person) -> Placeholders:
    """What is really there, to be found under its id."""
    real = Placeholders(callers, callers.admin)
    # Not one of those who call: to deactivate it must not sign them out.
    real["account_id"] = newcomer("target").id
    real["session_id"] = real.session_id()  # before wrong passwords lock the owner out
    # Nor must the workshop lose its location, or a service that the others sell.
    real["location_id"] = real.location_id()
    real["entry_id"] = real.entry_id()  # before the workshop has odd hours
    real["series_id"] = real.series_id()
    real["link"] = real.link()  # before the vehicle is somebody else's
    real["service_type_id"] = chief.post("appointments/service-types/", SERVICE, 201)["id"]
    return real


@pytest.fixture(scope="session", autouse=True)
def workshop_stays_as_it_was(callers: Callers, chief: Person) -> Iterator[None]:
    hours = chief.get("appointments/opening-hours/")
    policies = chief.get("appointments/policies/")
    offered = ids(chief, "appointments/service-types/")
    exceptions = exceptional_days(chief)
    closures = ids(chief, "appointments/closures/")
    booked = ids(chief, "appointments/?status=pending")
    series = ids(chief, "appointments/series/")
    yield
    chief.put("appointments/opening-hours/", hours)
    chief.patch("appointments/policies/", policies)
    for day, location in exceptional_days(chief) - exceptions:
        chief.ask("DELETE", f"{EXCEPTIONS}{day}/?location_id={location}", 200)
    for closure in ids(chief, "appointments/closures/") - closures:
        chief.ask("DELETE", f"appointments/closures/{closure}/", 204)
    for made in ids(chief, "appointments/series/") - series:
        chief.post(f"appointments/series/{made}/cancel/", {"reason": "It was made to try it out."})
    for appointment in ids(chief, "appointments/?status=pending") - booked:
        chief.post(f"appointments/{appointment}/cancel/", {"reason": "It was booked to try it out."})
    for person in (callers.owner, callers.employee, callers.admin):
        for held in ids(person, "appointments/holds/"):
            person.ask("DELETE", f"appointments/holds/{held}/", 204)
    for entry in ids(chief, "appointments/waitlist/"):
        chief.ask("DELETE", f"appointments/waitlist/{entry}/", 204)
    for service_type in ids(chief, "appointments/service-types/") - offered:
        chief.patch(f"appointments/service-types/{service_type}/", {"is_active": False})


def exceptional_days(person: Person) -> set[tuple[str, str]]:
    """The dates to come with opening hours of their own, and where."""
    rows = results(person, f"{EXCEPTIONS}?from={datetime.now(UTC).date()}")
    return {(row["date"], row["location_id"]) for row in rows}


def ids(person: Person, path: str) -> set[str]:
    return {row["id"] for row in results(person, path)}
