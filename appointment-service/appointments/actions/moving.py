"""Moving the bookings that a closure hits, each by itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import SETTLED, settle
from appointments.actions.history import record
from appointments.actions.taking import PLACED, anew_when_lost, take_next
from appointments.attention import OF_THE_PLACE
from appointments.models import Appointment
from appointments.statuses import HERE
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Closure

TRIED_AT_ONCE = 100


class Outcome(models.TextChoices):
    MOVED = "moved"
    LEFT = "left"


class LeftReason(models.TextChoices):
    """Why a booking was left where it is."""

    NO_SLOT = "no_slot"
    VEHICLE_IS_HERE = "vehicle_is_here"
    NO_LONGER_HIT = "no_longer_hit"


class Left(Exception):
    """This booking stays where it is."""

    def __init__(self, reason: LeftReason) -> None:
        super().__init__(reason)
        self.reason = reason


def move_bookings(
    actor: Actor, closure_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> dict[str, Any]:
    """Try to move each booking that a closure hits, and say of each what became of it.

    Rule: to the next start that can be booked, with its own technician if they are free then; who booked
    first is moved first. Each is moved whole or not at all, by itself: what is moved stays so.
    Raises NotFound (404).
    """
    closure = Closure.objects.filter(pk=closure_id).first()
    if closure is None:
        raise NotFound
    hit = Appointment.objects.hit_by(closure, timezone.now()).order_by("id")
    if "after" in data:
        hit = hit.filter(pk__gt=data["after"])
    first = list(hit.values_list("id", "start")[: TRIED_AT_ONCE + 1])
    tried, rest = first[:TRIED_AT_ONCE], first[TRIED_AT_ONCE:]
    report = {
        "results": [_try(actor, closure, appointment_id, start) for appointment_id, start in tried],
        "next": tried[-1][0] if rest else None,
    }
    with transaction.atomic():
        store_reply(report, about=closure)
    return report


def _try(actor: Actor, closure: Closure, appointment_id: UUID, start: datetime) -> dict[str, Any]:
    tried = {"appointment_id": appointment_id, "old_start": start, "new_start": None, "reason": None}
    try:
        return {**tried, "outcome": Outcome.MOVED, "new_start": _move(actor, closure, appointment_id)}
    except Left as left:
        return {**tried, "outcome": Outcome.LEFT, "reason": left.reason}


@anew_when_lost
def _move(actor: Actor, closure: Closure, appointment_id: UUID) -> datetime:
    """Where it is from now on. Raises Left."""
    with transaction.atomic():
        hold_the_calendar_still()
        now = timezone.now()
        appointment = locked(Appointment.objects.all(), appointment_id)
        if not _is_hit(appointment, closure, now):
            raise Left(LeftReason.NO_LONGER_HIT)
        if appointment.status in HERE:
            raise Left(LeftReason.VEHICLE_IS_HERE)
        if not take_next(appointment, closure.end, now):
            raise Left(LeftReason.NO_SLOT)
        settle(appointment, OF_THE_PLACE)
        appointment.save(update_fields=[*PLACED, *SETTLED, "updated_at"])
        record(appointment, appointment.status, actor.id, f"The workshop is closed: {closure.reason}")
        events.appointment_rescheduled(appointment)
    return appointment.start


def _is_hit(appointment: Appointment, closure: Closure, now: datetime) -> bool:
    """Still, for meanwhile it may have been moved or cancelled, and the closure be gone."""
    there = Closure.objects.filter(pk=closure.pk).exists()
    return there and Appointment.objects.hit_by(closure, now).filter(pk=appointment.pk).exists()
