"""Taking a bay or a unit of equipment out of use for a while."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.obstacles import in_the_way
from appointments.claims import Claim
from appointments.errors import IN_THE_WAY, NO_SUCH_BAY, NO_SUCH_EQUIPMENT, OVER_ALREADY
from appointments.local_time import Span
from appointments.models import Allocation, Block, Reservation, ReservationState, ResourceKind
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Bay, Equipment


def add_block(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Block:
    """Take a bay or a unit of equipment out of use for a while.

    Rule: nothing that is booked, held or offered is pushed aside: what is in the way is named, for the office
    to move it first.
    Rule: what of it is past already takes nothing.
    Raises InvalidField (400) unknown or over_already, Conflict (409) in_the_way.
    """
    now = timezone.now()
    if data["end"] <= now:
        raise OVER_ALREADY(field="end")
    block = Block(**data, reservation=Reservation(state=ReservationState.BLOCKED))
    kind, unit = _unit_of(data)
    block.location = unit.location
    with transaction.atomic():
        hold_the_calendar_still()
        Reservation.objects.delete_expired(now)
        _take(block, kind, unit, now)
        block.reservation.save(force_insert=True)
        block.save(force_insert=True)
        events.block_added(block)
        store_reply(block)
    return block


def remove_block(block_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Let it be used again. Raises NotFound (404)."""
    with transaction.atomic():
        block = locked(Block.objects.all(), block_id)
        check_precondition(block)
        events.block_removed(block)
        forget_replies(block.pk)
        block.reservation.delete()


def _unit_of(data: dict[str, Any]) -> tuple[ResourceKind, Bay | Equipment]:
    if "bay_id" in data:
        bay = Bay.objects.select_related("location").filter(pk=data["bay_id"]).first()
        if bay is None:
            raise NO_SUCH_BAY(field="bay_id")
        return ResourceKind.BAY, bay
    unit = Equipment.objects.select_related("location").filter(pk=data["equipment_id"]).first()
    if unit is None:
        raise NO_SUCH_EQUIPMENT(field="equipment_id")
    return ResourceKind.EQUIPMENT, unit


def _take(block: Block, kind: ResourceKind, unit: Bay | Equipment, now: datetime) -> None:
    ahead = Span(max(block.start, now), block.end)
    if not Allocation.objects.claim(block.reservation, [Claim(kind, unit.id, ahead)]):
        raise IN_THE_WAY(in_the_way=in_the_way([(unit.id, ahead)]))
