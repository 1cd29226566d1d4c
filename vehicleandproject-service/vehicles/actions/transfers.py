"""A vehicle changes hands: the staff say so, or its owner gives the next one a code."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.bearer_codes import digest_of, new_code
from chassis.errors import NotFound
from chassis.locking import locked
from vehicles import clients, events
from vehicles.actions import ownership
from vehicles.errors import NO_SUCH_CODE, STILL_IN_USE, TRANSFER_CODE_OVER, YOURS_ALREADY
from vehicles.models import Ownership, TransferCode, Vehicle
from vehicles.permissions import check_sees_vehicle, vehicles_visible_to

CODE_LASTS = timedelta(days=7)


def transfer_vehicle(
    actor: Actor, vehicle_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Vehicle:
    """Give a vehicle to another customer.

    Rule: it is the same vehicle with a new ownership. Whom the staff give it to sees the work of all owners,
    unless they say otherwise, and nothing of the owners themselves.
    Raises NotFound (404), InvalidField (400) for who is no customer, Conflict (409) vehicle_in_use,
    UpstreamUnavailable (503) when nobody can say who is a customer or whether it is booked in.
    """
    check_sees_vehicle(actor, vehicle_id)
    clients.check_owner(data["owner_id"])
    bookings = clients.bookings_of(actor, vehicle_id)
    with transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        if vehicle.owner_id != data["owner_id"]:
            ownership.check_not_in_use(vehicle, bookings)
            ownership.current(vehicle)  # So that who had it until now is on record.
            sees_from = None if data["shares_history"] else timezone.now()
            _hand_over(vehicle, data["owner_id"], sees_from)
        store_reply(vehicle)
    return vehicle


def make_transfer_code(actor: Actor, vehicle_id: UUID) -> tuple[TransferCode, str]:
    """Make a code by which another customer takes over the vehicle. It is given away here and never again.

    Rule: a code is used once, within seven days, and the newest of a vehicle counts.
    Raises NotFound (404), Conflict (409) vehicle_in_use, UpstreamUnavailable (503).
    """
    check_sees_vehicle(actor, vehicle_id)
    bookings = clients.bookings_of(actor, vehicle_id)
    with transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        ownership.check_not_in_use(vehicle, bookings)
        now, code, mine = timezone.now(), new_code(), ownership.current(vehicle)
        mine.transfer_codes.filter(expires_at__gt=now).update(expires_at=now, updated_at=now)
        made = mine.transfer_codes.create(digest=digest_of(code), expires_at=now + CODE_LASTS)
    return made, code


def accept_transfer(actor: Actor, code: str, *, store_reply: StoreReply = store_no_reply) -> Vehicle:
    """Take over a vehicle by the code of its owner.

    Rule: whoever takes it over sees the work that its owner saw, and nothing of the owners themselves.
    Raises InvalidField (400) for a code that nobody made or one of one's own, Gone (410) for one that was
    used, has expired or was replaced, Conflict (409) while the vehicle is in use, UpstreamUnavailable (503).
    """
    made = TransferCode.objects.filter(digest=digest_of(code)).select_related("ownership").first()
    if made is None:
        raise NO_SUCH_CODE(field="code")
    vehicle_id = made.ownership.vehicle_id
    is_booked = clients.is_booked(vehicle_id)
    with transaction.atomic():
        try:
            vehicle = locked(Vehicle.objects.present(), vehicle_id)
        except NotFound:
            raise TRANSFER_CODE_OVER() from None
        of_before = ownership.current(vehicle)
        # Behind the vehicle's lock, where nobody else uses or replaces it.
        if not of_before.transfer_codes.filter(pk=made.pk, expires_at__gt=timezone.now()).exists():
            raise TRANSFER_CODE_OVER()
        if vehicle.owner_id == actor.id:
            raise YOURS_ALREADY(field="code")
        if is_booked or ownership.projects_under_way(vehicle):
            raise STILL_IN_USE()
        _hand_over(vehicle, actor.id, of_before.sees_from)
        store_reply(vehicle)
    return vehicle


def share_history(actor: Actor, vehicle_id: UUID) -> Ownership:
    """Let the owner of a vehicle, whose papers the staff have seen, see the work of all owners.

    Raises NotFound (404).
    """
    with transaction.atomic():
        vehicle = locked(vehicles_visible_to(actor), vehicle_id)
        present = ownership.current(vehicle)
        present.update({"sees_from": None})
    return present


def _hand_over(vehicle: Vehicle, owner_id: UUID, sees_from: datetime | None) -> None:
    previous = vehicle.owner_id
    changes = vehicle.update({"owner_id": owner_id})
    ownership.begin(vehicle, sees_from=sees_from)
    events.vehicle_transferred(vehicle, previous, changes)
