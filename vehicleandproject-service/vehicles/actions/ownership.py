"""Whose a vehicle is, in the transaction that makes it so."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vehicles import clients
from vehicles.errors import VEHICLE_IN_USE
from vehicles.models import Ownership, Vehicle


def begin(vehicle: Vehicle, *, sees_from: datetime | None) -> None:
    """Let the ownership of whom the vehicle now has begin, and that of before end."""
    now = timezone.now()
    vehicle.ownerships.open().update(until=now, updated_at=now)
    vehicle.ownerships.create(owner_id=vehicle.owner_id, since=now, sees_from=sees_from)


def end(vehicle: Vehicle, at: datetime) -> None:
    vehicle.ownerships.open().update(until=at, updated_at=at)


def current(vehicle: Vehicle) -> Ownership:
    """The ownership that goes on. It is made now where a replica of the release before registered the
    vehicle."""
    known = {"owner_id": vehicle.owner_id, "since": vehicle.created_at, "sees_from": vehicle.created_at}
    return vehicle.ownerships.get_or_create(until=None, defaults=known)[0]


def projects_under_way(vehicle: Vehicle) -> list[UUID]:
    return list(vehicle.projects.under_way().values_list("id", flat=True)[: clients.MOST_NAMED])


def check_not_in_use(vehicle: Vehicle, bookings: list[UUID]) -> None:
    """Rule: a vehicle stays with its owner while a booking of it is ahead or work on it is not over.

    Raises Conflict (409) vehicle_in_use with what is open.
    """
    projects = projects_under_way(vehicle)
    if bookings or projects:
        raise VEHICLE_IN_USE(appointments=bookings, projects=projects)
