"""A vehicle is registered, changed and removed."""

import uuid
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound, refusing
from chassis.locking import locked
from vehicles import clients, events, vin
from vehicles.actions import ownership
from vehicles.actions.odometer import new_reading
from vehicles.errors import (
    OWN_VEHICLES_ONLY,
    OWNER_REQUIRED,
    PLATE_TAKEN,
    VIN_TAKEN,
    WRONG_CHECK_DIGIT,
)
from vehicles.models import Vehicle
from vehicles.permissions import check_sees_vehicle, vehicles_visible_to


def register_vehicle(
    actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Vehicle:
    """Add a vehicle to an owner.

    Rule: a customer registers vehicles for themselves; staff name the owner, who is a customer.
    Rule: whoever only types in a VIN sees nothing of the vehicle's past; whom the staff name sees all work on
    it.
    Raises InvalidField (400) without an owner or for one who is no customer, Unprocessable (422) for a wrong
    VIN check digit, Conflict (409) when the plate or the VIN is taken, UpstreamUnavailable (503) when nobody
    can say who is a customer.
    """
    owner_id = _owner(actor, data.pop("owner_id", None))
    with transaction.atomic():
        vehicle = enter_vehicle(actor, owner_id, data)
        store_reply(vehicle)
    return vehicle


def enter_vehicle(actor: Actor, owner_id: uuid.UUID, data: dict[str, Any]) -> Vehicle:
    """The same, for an owner of whom it is known that they are a customer."""
    _check_vin(data, known="")
    with _unique(), transaction.atomic():
        odometer_km = data.pop("odometer_km", 0)
        vehicle = _back_again(owner_id, data) or Vehicle.objects.create(owner_id=owner_id, **data)
        ownership.begin(vehicle, sees_from=None if actor.is_staff else timezone.now())
        events.vehicle_registered(vehicle)
        if odometer_km > vehicle.odometer_km:
            new_reading(vehicle, actor, odometer_km)
    return vehicle


def change_vehicle(
    actor: Actor,
    vehicle_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Vehicle:
    """Change what is known of a vehicle.

    Rule: an owner and the staff may change a vehicle; its owner stays. Another `odometer_km` is a reading.
    Raises NotFound (404), PreconditionFailed (412), Unprocessable (422), Conflict (409) as register_vehicle,
    and odometer_rollback.
    """
    with _unique(), transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        check_precondition(vehicle)
        _check_vin(data, known=vehicle.vin)
        odometer_km = data.pop("odometer_km", vehicle.odometer_km)
        if odometer_km != vehicle.odometer_km:
            new_reading(vehicle, actor, odometer_km)
        changes = vehicle.update(data)
        if changes:
            events.vehicle_changed(vehicle, changes)
    return vehicle


def remove_vehicle(
    actor: Actor, vehicle_id: uuid.UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """Take a vehicle off its owner's list.

    Rule: a removed vehicle frees its plate and VIN; its row stays, so that the history of its work does.
    Raises NotFound (404), Conflict (409) vehicle_in_use with what is open, PreconditionFailed (412),
    UpstreamUnavailable (503) when nobody can say whether it is booked in.
    """
    check_sees_vehicle(actor, vehicle_id)
    bookings = clients.bookings_of(actor, vehicle_id)
    with transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        check_precondition(vehicle)
        ownership.check_not_in_use(vehicle, bookings)
        vehicle.removed_at = timezone.now()
        vehicle.save(update_fields=["removed_at", "updated_at"])
        ownership.end(vehicle, vehicle.removed_at)
        events.vehicle_removed(vehicle)
        forget_replies(vehicle.pk)


def _owner(actor: Actor, named: uuid.UUID | None) -> uuid.UUID:
    if not actor.is_staff:
        if named not in {None, actor.id}:
            raise OWN_VEHICLES_ONLY(field="owner_id")
        return actor.id
    if named is None:
        raise OWNER_REQUIRED(field="owner_id")
    clients.check_owner(named)
    return named


def _back_again(owner_id: uuid.UUID, data: dict[str, Any]) -> Vehicle | None:
    """Rule: a removed vehicle whose VIN is registered again is the same one. It has what its new owner says
    of it and nothing of what the one before said; its odometer does not fall."""
    if not data.get("vin"):
        return None
    removed = Vehicle.objects.removed().filter(vin=data["vin"])
    latest = removed.order_by("-removed_at").values_list("pk", flat=True).first()
    try:
        vehicle = locked(removed, latest)
    except NotFound:  # There is none, or somebody else registered it just now: the constraint says so.
        return None
    said = {"plate": "", "plate_country": "", "color": "", "vin_check_reason": "", **data}
    vehicle.update({**said, "owner_id": owner_id, "removed_at": None})
    return vehicle


def _check_vin(data: dict[str, Any], *, known: str) -> None:
    """Rule: a VIN's check digit is right, unless the caller waives it, with a reason, for a vehicle from
    outside North America.

    The VIN that we know already was right or waived when it came.
    """
    waived = data.pop("vin_check_waived", False) or data.get("vin_check_reason")
    number = data.get("vin")
    if not number or number == known or vin.has_valid_check_digit(number):
        return
    if not waived or number[0] in vin.NORTH_AMERICA:
        raise WRONG_CHECK_DIGIT(digit=vin.check_digit(number))


def _unique() -> AbstractContextManager[None]:
    return refusing(unique_vehicle_plate=PLATE_TAKEN, unique_vehicle_vin=VIN_TAKEN)
