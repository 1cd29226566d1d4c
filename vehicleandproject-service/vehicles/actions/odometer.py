"""Readings of the odometer: they only rise, unless somebody says why."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from vehicles import events
from vehicles.actions import ownership
from vehicles.errors import (
    BEFORE_YOUR_TIME,
    EXCHANGE_IS_NEWEST,
    ODOMETER_ROLLBACK,
    REASON_REQUIRED,
    STAFF_SET_IT_BACK,
)
from vehicles.models import OdometerReading, Unit, Vehicle
from vehicles.odometer import Around, distance_at, in_kilometres, readings_around
from vehicles.permissions import vehicles_visible_to


def record_reading(
    actor: Actor, vehicle_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> OdometerReading:
    """Note what the odometer read, now or at an instant before.

    Rule: readings rise with time; one that lies below an earlier or above a later one is a mistake somewhere.
    Rule: the staff set it back with a reason, and the higher readings before are void.
    Rule: an exchanged instrument, with a reason, starts a new count; the distance goes on.
    Raises NotFound (404), InvalidField (400), Forbidden (403), Conflict (409) odometer_rollback.
    """
    with transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        _check_own_time(actor, vehicle, data.get("read_at"))
        reading = new_reading(vehicle, actor, **data)
        store_reply(reading)
    return reading


def new_reading(
    vehicle: Vehicle,
    actor: Actor,
    value: int,
    unit: str = Unit.KM,
    read_at: datetime | None = None,
    reason: str = "",
    exchanged: bool = False,
) -> OdometerReading:
    """The same, of a vehicle that is locked."""
    now = timezone.now()
    km, read_at = in_kilometres(value, unit), min(read_at or now, now)
    around = readings_around(vehicle, read_at)
    if exchanged:
        if not reason:
            raise REASON_REQUIRED(field="reason")
        if around.after:
            raise EXCHANGE_IS_NEWEST(field="read_at")
        distance = around.least
    else:
        if around.before and distance_at(km, around.before) < around.least and reason:
            around = _set_back(vehicle, actor, km, read_at, around)
        distance = _risen(km, around)
    reading: OdometerReading = vehicle.readings.create(
        value=value,
        unit=unit,
        km=km,
        distance_km=distance,
        read_at=read_at,
        exchanged=exchanged,
        reason=reason,
        recorded_by=actor.id,
    )
    if around.after is None:
        vehicle.update({"odometer_km": km, "distance_km": distance})
        events.odometer_read(vehicle, reading)
    return reading


def _check_own_time(actor: Actor, vehicle: Vehicle, read_at: datetime | None) -> None:
    """Rule: an owner notes none among readings of before that they do not see: a refusal would show these."""
    if actor.is_staff or read_at is None:
        return
    sees_from = ownership.current(vehicle).sees_from
    if sees_from and read_at < sees_from and vehicle.readings.filter(created_at__lt=sees_from).exists():
        raise BEFORE_YOUR_TIME(field="read_at")


def _risen(km: int, around: Around) -> int:
    """How far the vehicle had come, if that fits between those before and after."""
    distance = distance_at(km, around.before)
    after = around.after
    too_far = after is not None and not after.exchanged and distance > after.distance_km
    if distance < around.least or too_far:
        before_km = around.before.km if around.before else 0
        most_km = after.km if after and not after.exchanged else None
        raise ODOMETER_ROLLBACK(least_km=before_km, most_km=most_km)
    return distance


def _set_back(vehicle: Vehicle, actor: Actor, km: int, read_at: datetime, around: Around) -> Around:
    """Void the readings of this count that are higher, and look again."""
    if not actor.is_staff:
        raise STAFF_SET_IT_BACK()
    count = vehicle.readings.filter(voided_at__isnull=True, read_at__lte=read_at)
    exchange = count.filter(exchanged=True).order_by("-read_at", "-id").first()
    if exchange:
        if km < exchange.km:
            raise ODOMETER_ROLLBACK(least_km=exchange.km, most_km=None)
        count = count.filter(read_at__gte=exchange.read_at)
    count.filter(km__gt=km, exchanged=False).update(voided_at=timezone.now())
    return readings_around(vehicle, read_at)
