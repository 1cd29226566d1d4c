"""Whose vehicles are: as their events tell, and asked for only where they have not told yet."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from appointments import clients
from appointments.calendar_rows import VehicleRow
from appointments.errors import NO_SUCH_VEHICLE
from appointments.models import Vehicle
from chassis.auth import Actor

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def learn_vehicle(vehicle_id: UUID, owner_id: UUID, *, is_removed: bool) -> None:
    """Keep what vehicleandproject-service tells of a vehicle."""
    known = {"owner_id": owner_id, "is_removed": is_removed}
    Vehicle.objects.update_or_create(pk=vehicle_id, defaults=known)


class Untold(Exception):
    """No event has told of this vehicle yet."""


def owner(actor: Actor, vehicle: VehicleRow | Vehicle | None) -> UUID:
    """Whose vehicle it is.

    Rule: a customer knows of their own vehicles alone, the staff of everybody's; one that was removed is
    nobody's.
    Raises InvalidField (400) for any other, and Untold.
    """
    if vehicle is None:
        raise Untold
    if vehicle.is_removed or (actor.is_customer and vehicle.owner_id != actor.id):
        raise NO_SUCH_VEHICLE(field="vehicle_id")
    return vehicle.owner_id


def ask_for(actor: Actor, vehicle_id: UUID) -> None:
    """Ask whose vehicle it is, and keep the answer: in the name of the actor, so that
    vehicleandproject-service decides whether they may know.

    Rule: what is told meanwhile is newer than the answer, and stays.
    Raises InvalidField (400) for a vehicle of which they may not know, UpstreamUnavailable (503) when nobody
    can say.
    """
    vehicle = Vehicle(id=vehicle_id, owner_id=clients.owner_of(actor, vehicle_id))
    Vehicle.objects.bulk_create([vehicle], ignore_conflicts=True)


def asking_where_untold(
    action: Callable[Concatenate[Actor, dict[str, Any], Arguments], Result],
) -> Callable[Concatenate[Actor, dict[str, Any], Arguments], Result]:
    """Do an action for a `vehicle_id` again, once it was asked for, if nobody has told of that vehicle.

    Rule: who holds a token with scopes asks each time: only vehicleandproject-service knows whether they may
    read vehicles.
    """

    @wraps(action)
    def act(
        actor: Actor, data: dict[str, Any], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        if actor.scopes is not None:
            ask_for(actor, data["vehicle_id"])
        try:
            return action(actor, data, *arguments, **named)
        except Untold:
            ask_for(actor, data["vehicle_id"])
            return action(actor, data, *arguments, **named)

    return act


@asking_where_untold
def owner_of(actor: Actor, data: dict[str, Any]) -> UUID:
    """Whose vehicle a request names. Raises as owner() and ask_for()."""
    return owner(actor, Vehicle.objects.filter(pk=data["vehicle_id"]).first())
