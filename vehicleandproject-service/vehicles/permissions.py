"""Which vehicles an account may see and change."""

from chassis.auth import Actor
from vehicles.models import Vehicle, VehicleQuerySet


def vehicles_visible_to(actor: Actor) -> VehicleQuerySet:
    """Rule: a customer sees their own vehicles; the workshop's staff see all."""
    vehicles = Vehicle.objects.present()
    return vehicles if actor.is_staff else vehicles.filter(owner_id=actor.id)
