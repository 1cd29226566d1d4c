"""The questions this service asks its neighbours, always with the asker's own token."""

from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from chassis.auth import Actor
from chassis.http import ServiceClient

appointments = ServiceClient("APPOINTMENT_SERVICE_URL")
vehicles_and_projects = ServiceClient("VEHICLE_SERVICE_URL")

SECONDS_KEPT = 60
DAYS_AHEAD = 30
MOST_SHOWN = 10


def service_types(actor: Actor) -> list[dict[str, Any]]:
    """What the workshop offers; kept for a minute, because all accounts of one role are told the same."""
    kept_as = f"service-types {actor.role}"
    results: list[dict[str, Any]] | None = cache.get(kept_as)
    if results is None:
        page = appointments.get("/api/v1/appointments/service-types/", actor, page_size=100)
        results = page["results"]
        cache.set(kept_as, results, SECONDS_KEPT)
    return results


def slots(actor: Actor, service_type: str, first_day: date) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = appointments.get(
        "/api/v1/appointments/slots/",
        actor,
        service_type=service_type,
        **{"from": first_day.isoformat(), "to": (first_day + timedelta(days=DAYS_AHEAD)).isoformat()},
    )["results"]
    return results


def own_appointments(actor: Actor) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = appointments.get(
        "/api/v1/appointments/", actor, page_size=MOST_SHOWN, customer_id=str(actor.id)
    )["results"]
    return results


def own_projects(actor: Actor) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = vehicles_and_projects.get(
        "/api/v1/projects/", actor, page_size=MOST_SHOWN, customer_id=str(actor.id)
    )["results"]
    return results
