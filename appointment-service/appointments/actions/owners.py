"""Whose vehicles are: as their events tell, and asked for only where they have not told yet."""

from uuid import UUID

from appointments import clients
from appointments.errors import NO_SUCH_VEHICLE
from appointments.models import Vehicle
from chassis.auth import Actor


def learn_vehicle(vehicle_id: UUID, owner_id: UUID, *, is_removed: bool) -> None:
    """Keep what vehicleandproject-service tells of a vehicle."""
    known = {"owner_id": owner_id, "is_removed": is_removed}
    Vehicle.objects.update_or_create(pk=vehicle_id, defaults=known)


def owner_of(actor: Actor, vehicle_id: UUID) -> UUID:
    """Whose vehicle it is.

    Rule: a customer knows of their own vehicles alone, the staff of everybody's; one that was removed is
    nobody's. A token with scopes knows of vehicles if it may read them.
    Raises InvalidField (400) for any other, UpstreamUnavailable (503) when nobody can say.
    """
    known = Vehicle.objects.filter(pk=vehicle_id).first() if actor.scopes is None else None
    vehicle = known or _ask(actor, vehicle_id)
    if vehicle.is_removed or (actor.is_customer and vehicle.owner_id != actor.id):
        raise NO_SUCH_VEHICLE(field="vehicle_id")
    return vehicle.owner_id


def _ask(actor: Actor, vehicle_id: UUID) -> Vehicle:
    """In the name of the actor, so that vehicleandproject-service decides whether they may know.

    Rule: what is told meanwhile is newer than the answer, and stays.
    """
    vehicle = Vehicle(id=vehicle_id, owner_id=clients.owner_of(actor, vehicle_id))
    Vehicle.objects.bulk_create([vehicle], ignore_conflicts=True)
    return vehicle
