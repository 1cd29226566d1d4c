"""What this service asks its neighbours."""

from uuid import UUID

from chassis.auth import Actor
from chassis.errors import InvalidField, UpstreamUnavailable
from chassis.http import NeighbourMissing, NeighbourRefused, ServiceClient

vehicles = ServiceClient("VEHICLE_SERVICE_URL")


def owner_of(actor: Actor, vehicle_id: UUID) -> UUID:
    """Whose vehicle it is.

    Raises InvalidField (400) when the actor may not know of such a vehicle, UpstreamUnavailable (503) when
    nobody can say.
    """
    try:
        vehicle = vehicles.get(f"/api/v1/vehicles/{vehicle_id}/", actor)
    except NeighbourMissing:
        raise InvalidField("vehicle_id", "unknown", "You have no such vehicle.") from None
    except NeighbourRefused as error:
        raise UpstreamUnavailable(vehicles.service) from error
    try:
        return UUID(vehicle["owner_id"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UpstreamUnavailable(vehicles.service) from error
