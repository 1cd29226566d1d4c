"""Which reminders an account may see, with what they are looked at with."""

from uuid import UUID

from django.db.models import Count, JSONField, Max, Min, QuerySet, Value
from django.utils import timezone

from chassis.auth import Actor
from chassis.errors import NotFound
from service_plans.forecast import WINDOW, Known, Pace, pace_between
from service_plans.models import Reminder
from vehicles.models import OdometerReading, Vehicle
from vehicles.permissions import readings_visible_to, vehicles_visible_to
from workshop.models import DEFAULT_LOCATION_ID, Location


def reminders_of(actor: Actor, vehicle_id: UUID) -> QuerySet[Reminder]:
    """Those of a vehicle that the account may see, each with what is `known` of it.

    Rule: reminders are its present owner's; who has the vehicle next begins with none.
    Raises NotFound (404).
    """
    vehicle = vehicles_visible_to(actor).filter(pk=vehicle_id).first()
    if vehicle is None:
        raise NotFound
    known = known_of(actor, vehicle).as_json()
    reminders = Reminder.objects.filter(vehicle_id=vehicle_id, owner_id=vehicle.owner_id)
    return reminders.annotate(known=Value(known, output_field=JSONField()))


def known_of(actor: Actor, vehicle: Vehicle) -> Known:
    """What its reminders are looked at with.

    Rule: a forecast rests on the readings of a year that count, and that the account may see.
    """
    location = Location.objects.get(pk=DEFAULT_LOCATION_ID)
    now = timezone.now()
    readings = readings_visible_to(actor, vehicle.pk).filter(voided_at__isnull=True, read_at__gt=now - WINDOW)
    return Known(location.date_of(now), vehicle.distance_km, _pace_of(readings, location))


def _pace_of(readings: QuerySet[OdometerReading], location: Location) -> Pace | None:
    """They rise with time, so that the first is the lowest."""
    found = readings.aggregate(
        first=Min("read_at"),
        first_km=Min("distance_km"),
        last=Max("read_at"),
        last_km=Max("distance_km"),
        number=Count("id"),
    )
    if not found["number"]:
        return None
    first, last = (location.date_of(found[name]) for name in ("first", "last"))
    return pace_between(first, found["first_km"], last, found["last_km"], found["number"])
