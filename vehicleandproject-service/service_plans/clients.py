"""What service plans ask of appointment-service."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from chassis.auth import Actor
from chassis.http import Page, ServiceClient, UpstreamRefusal
from service_plans.errors import NO_SUCH_SERVICE
from service_plans.hold_errors import SERVICE_NOT_OFFERED
from workshop.models import Location

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")


class Slot(msgspec.Struct):
    """What is read of a slot."""

    start: datetime


class Slots(msgspec.Struct):
    results: list[Slot]


class Hold(msgspec.Struct):
    """What is read of a hold."""

    id: UUID
    location_id: UUID
    service_type: str
    start: datetime
    end: datetime
    expires_at: datetime


def check_service_type(actor: Actor, code: str) -> None:
    """Raises InvalidField (400) for a code that is not on offer, UpstreamUnavailable (503)."""
    found: Page[Any] = appointments.get(
        "/api/v1/appointments/service-types/", actor, reads=Page[Any], code=code, is_active=True
    )
    if not found.results:
        raise NO_SUCH_SERVICE(field="service_type")


def first_free(actor: Actor, code: str, location: Location, first: date, last: date) -> datetime | None:
    """Raises Conflict (409) service_not_offered, UpstreamUnavailable (503)."""
    dates = {"from": first, "to": last}
    try:
        slots: Slots = appointments.get(
            "/api/v1/appointments/slots/",
            actor,
            reads=Slots,
            service_type=code,
            location_id=location.pk,
            **dates,
        )
    except UpstreamRefusal as refusal:
        raise _understood(refusal, code, location) from None
    return slots.results[0].start if slots.results else None


def hold(actor: Actor, code: str, location: Location, start: datetime, key: str) -> dict[str, Any]:
    """Raises what appointment-service refuses a hold with, Conflict (409) service_not_offered,
    UpstreamUnavailable (503).
    """
    body = {"service_type": code, "location_id": str(location.pk), "start": start.isoformat()}
    try:
        held: Hold = appointments.post("/api/v1/appointments/holds/", actor, body, key, reads=Hold)
    except UpstreamRefusal as refusal:
        raise _understood(refusal, code, location) from None
    return {"hold_id": held.id, **msgspec.structs.asdict(held)}


def _understood(refusal: UpstreamRefusal, code: str, location: Location) -> Exception:
    """A 400 can mean the service alone: the location is known, and the rest is of our making."""
    if refusal.status != 400:
        return refusal
    return SERVICE_NOT_OFFERED(service_type=code, location=location.name)
