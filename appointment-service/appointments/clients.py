"""What this service asks its neighbours."""

from uuid import UUID

import msgspec

from chassis.auth import Actor
from chassis.errors import InvalidField, Refusal
from chassis.http import ServiceClient

NO_SUCH_VEHICLE = Refusal(InvalidField, "unknown", "You have no such vehicle.")

vehicles = ServiceClient("VEHICLE_SERVICE_URL")


class Vehicle(msgspec.Struct):
    """What is read of a vehicle."""

    owner_id: UUID


def owner_of(actor: Actor, vehicle_id: UUID) -> UUID:
    """Whose vehicle it is.

    Raises InvalidField (400) when the actor may not know of such a vehicle, UpstreamUnavailable (503) when
    nobody can say.
    """
    vehicle: Vehicle = vehicles.find(
        f"/api/v1/vehicles/{vehicle_id}/", actor, field="vehicle_id", unknown=NO_SUCH_VEHICLE, reads=Vehicle
    )
    return vehicle.owner_id
