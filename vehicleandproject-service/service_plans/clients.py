"""What service plans ask of appointment-service."""

from typing import Any

from chassis.auth import Actor
from chassis.http import Page, ServiceClient
from service_plans.errors import NO_SUCH_SERVICE

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")


def check_service_type(actor: Actor, code: str) -> None:
    """Raises InvalidField (400) for a code that is not on offer, UpstreamUnavailable (503)."""
    found: Page[Any] = appointments.get(
        "/api/v1/appointments/service-types/", actor, reads=Page[Any], code=code, is_active=True
    )
    if not found.results:
        raise NO_SUCH_SERVICE(field="service_type")
