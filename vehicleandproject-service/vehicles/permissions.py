"""Which vehicles an account may see and change."""

from uuid import UUID

from django.db.models import Case, CharField, F, QuerySet, Value, When

from chassis.auth import Actor
from chassis.errors import NotFound
from vehicles.models import OdometerReading, Ownership, Vehicle, VehicleQuerySet


def vehicles_visible_to(actor: Actor) -> VehicleQuerySet:
    """Rule: a customer sees their own vehicles; the workshop's staff see all."""
    vehicles = Vehicle.objects.present()
    return vehicles if actor.is_staff else vehicles.filter(owner_id=actor.id)


def check_sees_vehicle(actor: Actor, vehicle_id: UUID) -> None:
    """Raises NotFound (404) for a vehicle that the account may not see, before more is read of it."""
    if not vehicles_visible_to(actor).filter(pk=vehicle_id).exists():
        raise NotFound


def readings_visible_to(actor: Actor, vehicle_id: UUID) -> QuerySet[OdometerReading]:
    """Of a vehicle that the account may see, each with the reason that is shown.

    Rule: an owner sees the readings that their ownership shows, and reasons of their own time alone.
    Raises NotFound (404).
    """
    check_sees_vehicle(actor, vehicle_id)
    readings = OdometerReading.objects.filter(vehicle_id=vehicle_id)
    present = Ownership.objects.open().filter(vehicle_id=vehicle_id).first()
    if actor.is_staff or present is None:
        return readings.annotate(shown_reason=F("reason"))
    if present.sees_from is not None:
        readings = readings.filter(created_at__gte=present.sees_from)
    theirs = When(created_at__gte=present.since, then="reason")
    return readings.annotate(shown_reason=Case(theirs, default=Value(""), output_field=CharField()))
