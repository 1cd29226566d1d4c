"""Which vehicles an account may see and change."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor
from chassis.errors import NotFound
from vehicles.models import OdometerReading, Vehicle, VehicleQuerySet


def vehicles_visible_to(actor: Actor) -> VehicleQuerySet:
    """Rule: a customer sees their own vehicles; the workshop's staff see all."""
    vehicles = Vehicle.objects.present()
    return vehicles if actor.is_staff else vehicles.filter(owner_id=actor.id)


def readings_visible_to(actor: Actor, vehicle_id: UUID) -> QuerySet[OdometerReading]:
    """Of a vehicle that the account may see. Raises NotFound (404)."""
    if not vehicles_visible_to(actor).filter(pk=vehicle_id).exists():
        raise NotFound
    return OdometerReading.objects.filter(vehicle_id=vehicle_id)
