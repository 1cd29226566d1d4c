"""The questions this service asks its upstreams, always with the asker's own token."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from chassis.auth import Actor
from chassis.caches import cached, empty
from chassis.http import Page, ServiceClient, UpstreamRefusal

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")
vehicles_and_projects = ServiceClient("VEHICLE_SERVICE_URL")

OFFER = "service-types"
# Of appointment-service, who takes it for meant where none is named, as for slots.
DEFAULT_LOCATION_ID = "00000000-0000-7000-8000-000000000001"
# As long as it may be wrong after a change whose news did not come.
SECONDS_KEPT = 300
DAYS_AHEAD = 30
MOST_SHOWN = 10

# What is read of each answer.


class Price(msgspec.Struct):
    amount: str
    currency: str


class ServiceType(msgspec.Struct):
    code: str
    name: str
    duration_minutes: int
    price: Price
    is_active: bool


class Slot(msgspec.Struct):
    start: str
    end: str


class Slots(msgspec.Struct):
    results: list[Slot]
    time_zone: str = "UTC"


class Appointment(msgspec.Struct):
    id: str
    service_type: str
    start: str
    time_zone: str
    status: str


class Project(msgspec.Struct):
    id: str
    title: str
    status: str
    progress_percent: int


def service_types(actor: Actor) -> list[dict[str, Any]]:
    """What can be booked at the default location; kept until it changes, five minutes at most.

    Rule: what is no longer offered is nobody's answer, though staff may see it.
    Rule: it is shown to accounts of the same role and scopes alone, whom appointment-service tells the same.
    """

    def offered() -> list[ServiceType]:
        path = "/api/v1/appointments/service-types/"
        page: Page[ServiceType] = appointments.get(
            path, actor, page_size=100, location_id=DEFAULT_LOCATION_ID, reads=Page[ServiceType]
        )
        return [one for one in page.results if one.is_active]

    scopes = "in person" if actor.scopes is None else " ".join(sorted(actor.scopes))
    who = (actor.role, scopes)
    return _plain(cached(OFFER, SECONDS_KEPT, offered, reads=list[ServiceType], depends_on=who))


def forget_service_types() -> None:
    empty(OFFER)


def slots(actor: Actor, service_type: str, begin: datetime) -> dict[str, Any] | None:
    """The free slots of a service, and the zone of its clock; None if there is no such service, or it is no
    longer offered."""
    days = {"from": begin.isoformat(), "to": (begin + timedelta(days=DAYS_AHEAD)).isoformat()}
    path = "/api/v1/appointments/slots/"
    try:
        free: Slots = appointments.get(path, actor, service_type=service_type, reads=Slots, **days)
    except UpstreamRefusal as refused:
        if refused.status == 400 and "service_type" in _fields(refused):
            return None
        raise
    found: dict[str, Any] = msgspec.to_builtins(free)
    return found


def own_appointments(actor: Actor) -> list[dict[str, Any]]:
    params = {"page_size": MOST_SHOWN, "customer_id": actor.id}
    page: Page[Appointment] = appointments.get(
        "/api/v1/appointments/", actor, reads=Page[Appointment], **params
    )
    return _plain(page.results)


def own_projects(actor: Actor) -> list[dict[str, Any]]:
    params = {"page_size": MOST_SHOWN, "customer_id": actor.id}
    page: Page[Project] = vehicles_and_projects.get("/api/v1/projects/", actor, reads=Page[Project], **params)
    return _plain(page.results)


def _plain(rows: list[Any]) -> list[dict[str, Any]]:
    """As a receipt keeps them."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(rows)
    return plain


def _fields(refused: UpstreamRefusal) -> set[str | None]:
    return {error.get("field") for error in refused.body.get("errors", [])}
