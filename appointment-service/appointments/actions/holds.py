"""Keeping a start for a while, before it is booked or let go."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import as_asked
from appointments.actions.limits import (
    check_holds,
    check_limit,
    check_limit_of_a_day,
    check_verified,
    turn_of,
)
from appointments.actions.preferring import preferred_technician
from appointments.actions.taking import anew_when_lost, offering_alternatives, take
from appointments.calendar import Calendar
from appointments.calendar_queries import calendar_and_limits
from appointments.calendar_rows import Has, HeldRow
from appointments.errors import HOLD_EXPIRED, HOLD_MISMATCH
from appointments.models import Appointment, Hold, Reservation, ReservationState
from appointments.visit import Visit
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from chassis.writing import insert, together
from resources.calendar_lock import hold_the_calendar_still

HELD_FOR = timedelta(minutes=10)


@anew_when_lost
def hold(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Hold:
    """Keep a start for ten minutes.

    Rule: a hold takes up what a booking would, and counts as one towards a customer's limit.
    Raises Conflict (409) slot_taken or not_a_slot with alternatives, own_hold, too_many_open,
    too_many_that_day or too_many_holds; Forbidden (403).
    """
    check_verified(actor)
    now = timezone.now()
    reservation = Reservation(state=ReservationState.HELD, expires_at=now + HELD_FOR)
    held = Hold(reservation=reservation, holder_id=actor.id, start=data["start"])
    with offering_alternatives(actor), transaction.atomic():
        hold_the_calendar_still(turn_of(actor))
        known, has = calendar_and_limits(as_asked(data, actor.id), now)
        held.service_type, held.at_once = known.visit.service_types[0], known.visit.at_once
        if actor.is_customer:
            check_limit(has, known.policy)
            check_limit_of_a_day(has, known.location, data["start"], known.policy)
        else:
            check_holds(has)
        with together():
            take(held, known, data["start"], has, preferred_technician(data, known))
            insert(reservation)
            insert(held)
            store_reply(held)
    return held


def release_hold(actor: Actor, hold_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Let go of a hold before it expires. Raises NotFound (404)."""
    with transaction.atomic():
        held = _locked(actor, hold_id)
        if not held.reservation.expires_at or held.reservation.expires_at <= timezone.now():
            raise NotFound
        check_precondition(held)
        _let_go(held)


def expire_holds() -> int:
    """Rule: a hold that was not used in time gives back what it took. How many did."""
    return Reservation.objects.delete_expired(timezone.now())


def own_hold(has: Has, visit: Visit, data: dict[str, Any]) -> HeldRow:
    """The hold that a booking names, for the same visit and start. Raises Conflict (409)."""
    held = next((one for one in has.holds if one.id == data["hold_id"]), None)
    if held is None:
        raise HOLD_EXPIRED()
    wanted = (visit.location.id, visit.codes, visit.at_once, data["start"])
    if (held.location_id, held.codes, held.at_once, held.start) != wanted:
        raise HOLD_MISMATCH(
            service_type=held.codes[0],
            services=held.codes,
            at_once=held.at_once,
            start=held.start,
            location_id=held.location_id,
        )
    return held


def _locked(actor: Actor, hold_id: UUID) -> Hold:
    """A hold of theirs, by its reservation: who gives back what has expired locks that first, too."""
    theirs = Hold.objects.filter(holder_id=actor.id, pk=hold_id)
    reservation_id = theirs.values_list("reservation_id", flat=True).first()
    reservation = locked(Reservation.objects.all(), reservation_id)
    held = locked(Hold.objects.all(), hold_id)
    held.reservation = reservation
    return held


def take_over(
    appointment: Appointment, held: HeldRow, known: Calendar, has: Has, preferred: UUID | None = None
) -> None:
    """Let an appointment have the start that a hold kept for it.

    Rule: a hold keeps others away, and the calendar decides when it is booked: where the workshop has closed,
    or its bay or technician is gone, it gets what is left.
    Rule: whoever was held does it if they can, for the reason for which they were; before them whoever the
    booking asks for.
    Raises Unbookable, and Expired where somebody has used it at the same moment.
    """
    take(appointment, known, held.start, has, preferred or held.employee_id, used=[held.reservation_id])
    if not preferred and appointment.employee_id == held.employee_id:
        appointment.assignment_reason = held.assignment_reason
    forget_replies(held.id)  # afterwards, as by whoever lets go of it


def _let_go(held: Hold) -> None:
    forget_replies(held.pk)
    held.reservation.delete()
