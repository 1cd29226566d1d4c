"""Keeping a start for a while, before it is booked or let go."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import offered
from appointments.actions.limits import check_holds, check_limit, check_limit_of_a_day, check_verified
from appointments.actions.preferring import preferred_technician
from appointments.actions.taking import offering_alternatives, take
from appointments.errors import HOLD_EXPIRED, HOLD_MISMATCH
from appointments.models import Appointment, Hold, Reservation, ReservationState
from appointments.visit import Visit
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Policy

HELD_FOR = timedelta(minutes=10)


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
        hold_the_calendar_still()
        visit = offered(data)
        held.service_type, held.at_once = visit.service_types[0], visit.at_once
        Reservation.objects.delete_expired(now)
        policy = Policy.current(visit.location.id)
        if actor.is_customer:
            check_limit(actor.id, now, policy)
            check_limit_of_a_day(actor.id, visit.location, data["start"], policy)
        else:
            check_holds(actor.id, now)
        take(held, visit, data["start"], now, policy, preferred_technician(data))
        reservation.save(force_insert=True)
        held.save(force_insert=True)
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


def own_hold(actor: Actor, visit: Visit, data: dict[str, Any]) -> Hold:
    """The hold that a booking names, for the same visit and start. Raises Conflict (409)."""
    try:
        held = _locked(actor, data["hold_id"])
    except NotFound:
        raise HOLD_EXPIRED() from None
    location_id, codes = held.service_type.location_id, held.codes
    wanted = (visit.location.id, visit.codes, visit.at_once, data["start"])
    if (location_id, codes, held.at_once, held.start) != wanted:
        raise HOLD_MISMATCH(
            service_type=codes[0],
            services=codes,
            at_once=held.at_once,
            start=held.start,
            location_id=location_id,
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


def take_over(appointment: Appointment, held: Hold, visit: Visit, preferred: UUID | None = None) -> None:
    """Let an appointment have the start that a hold kept for it.

    Rule: a hold keeps others away, and the calendar decides when it is booked: where the workshop has closed,
    or its bay or technician is gone, it gets what is left. What was held in time is never too soon.
    Rule: whoever was held does it if they can, for the reason for which they were; before them whoever the
    booking asks for.
    Raises Unbookable.
    """
    _let_go(held)
    wanted = preferred or held.employee_id
    take(appointment, visit, held.start, held.created_at, preferred=wanted)
    if not preferred and appointment.employee_id == held.employee_id:
        appointment.assignment_reason = held.assignment_reason


def _let_go(held: Hold) -> None:
    forget_replies(held.pk)
    held.reservation.delete()
