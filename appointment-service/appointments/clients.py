"""What this service asks its upstreams."""

from typing import Any
from uuid import UUID

import msgspec

from appointments.errors import NO_SUCH_VEHICLE
from chassis.auth import Actor
from chassis.http import Page, ServiceClient

workshop = ServiceClient("VEHICLE_SERVICE_URL")


class Vehicle(msgspec.Struct):
    """What is read of a vehicle."""

    owner_id: UUID


class Project(msgspec.Struct):
    """What is read of a project."""

    id: UUID
    status: str


def owner_of(actor: Actor, vehicle_id: UUID) -> UUID:
    """Whose vehicle it is.

    Raises InvalidField (400) when the actor may not know of such a vehicle, UpstreamUnavailable (503) when
    nobody can say.
    """
    vehicle: Vehicle = workshop.find(
        f"/api/v1/vehicles/{vehicle_id}/", actor, field="vehicle_id", unknown=NO_SUCH_VEHICLE, reads=Vehicle
    )
    return vehicle.owner_id


def project_of(actor: Actor, appointment_id: UUID) -> UUID | None:
    """The project of an appointment whose news have not come yet."""
    found: Page[Project] = workshop.get(
        "/api/v1/projects/", actor, reads=Page[Project], appointment_id=appointment_id
    )
    return found.results[0].id if found.results else None


def move_project(actor: Actor, project_id: UUID, verb: str, body: dict[str, Any], key: str) -> str:
    """Bring a project to its next status, and say which that is. What the project refuses is refused."""
    path = f"/api/v1/projects/{project_id}/{verb}/"
    moved: Project = workshop.post(path, actor, body, idempotency_key=key, reads=Project)
    return moved.status
