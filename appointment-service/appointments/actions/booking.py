"""Bookings, and new times for them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import SETTLED, settle
from appointments.actions.availability import as_asked
from appointments.actions.history import after, become, record
from appointments.actions.holds import own_hold, take_over
from appointments.actions.limits import (
    check_deadline,
    check_limit,
    check_limit_of_a_day,
    check_verified,
    turns_of,
)
from appointments.actions.overriding import check_may_override, for_whom, leave_as_it_is, policy_for
from appointments.actions.owners import asking_where_untold, owner
from appointments.actions.preferring import preferred_technician, who_was_preferred
from appointments.actions.taking import PLACED, anew_when_lost, offering_alternatives, take
from appointments.attention import OF_THE_PLACE
from appointments.calendar_queries import Scope, Wanted, calendar_and_limits, requested_of
from appointments.models import Appointment, Reservation, ReservationState
from appointments.permissions import appointments_visible_to
from appointments.statuses import Status
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.auth.actor import SYSTEM
from chassis.locking import locked
from chassis.writing import insert, together, update
from resources.calendar_lock import hold_the_calendar_still

EXPIRED_AT_ONCE = 100


@asking_where_untold
def book(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Appointment:
    """Make an appointment for a vehicle.

    Rule: a customer books for their own vehicle, staff for its owner; it is pending, and takes up its bay and
    its technician, from then on. Of several services it takes up what all of them need, or nothing.
    Raises InvalidField (400) for an unknown vehicle or service, Forbidden (403) email_unverified or
    permission_denied, and Conflict (409) slot_taken, not_a_slot or vehicle_taken with alternatives, own_hold,
    too_many_open, too_many_that_day or hold_expired.
    """
    check_verified(actor)
    check_may_override(actor, data)
    return book_for(actor, None, data, store_reply=store_reply)


@anew_when_lost
def book_for(
    actor: Actor,
    customer_id: UUID | None,
    data: dict[str, Any],
    *,
    store_reply: StoreReply = store_no_reply,
) -> Appointment:
    """The same where it is known whose vehicle it is, or else is looked up. Nothing of a booking that is
    refused stays, also inside of another transaction."""
    used = data.get("hold_id")
    with offering_alternatives(actor, used), transaction.atomic():
        hold_the_calendar_still(*turns_of(actor))
        now = timezone.now()
        known, has = calendar_and_limits(as_asked(data, actor.id, used), now)
        whose = customer_id or owner(actor, has.vehicle)
        held = own_hold(has, known.visit, data) if used else None
        if actor.is_customer and not held:
            check_limit(has, known.policy)
            check_limit_of_a_day(has, known.location, data["start"], known.policy)
        preferred = preferred_technician(data, known)
        appointment = new_booking(actor, whose, data["vehicle_id"], data.get("notes", ""))
        appointment.sell(known.visit, known.policy.deposit_percent)
        with _written_together(data):
            if held:
                take_over(appointment, held, known, has, preferred)
            else:
                take(appointment, known, data["start"], has, preferred)
            enter(appointment, actor, data.get("override_reason", ""))
            leave_as_it_is(appointment, data, now)
            store_reply(appointment)
    return appointment


def new_booking(actor: Actor, customer_id: UUID, vehicle_id: UUID, notes: str) -> Appointment:
    return Appointment(
        reservation=Reservation(state=ReservationState.BOOKED),
        customer_id=customer_id,
        booked_by=actor.id,
        vehicle_id=vehicle_id,
        notes=notes,
    )


def enter(appointment: Appointment, actor: Actor, override_reason: str = "") -> None:
    """Store a booking that has its time, and tell of it."""
    with together():
        insert(appointment.reservation)
        insert(appointment)
        record(appointment, None, actor.id, override_reason, for_whom(override_reason))
        events.appointment_booked(appointment)


@anew_when_lost
def reschedule(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Move an appointment to another start.

    Rule: it has its old time until it has its new one; a customer moves it as late as they may cancel it.
    Rule: what the workshop confirmed and its customer moves is to be confirmed anew.
    Rule: what is sold already may be moved, also when its service, or its location, sells no longer. It takes
    as long as the service takes by then.
    Rule: to move it to where it is changes nothing, and tells nobody; but where it needs attention the staff
    give it so another bay and technician at the same time.
    Raises NotFound (404), Forbidden (403) permission_denied, Conflict (409) slot_taken, not_a_slot or
    vehicle_taken with alternatives, own_hold, illegal_transition, deadline_passed or too_many_that_day.
    """
    check_may_override(actor, data)
    with offering_alternatives(actor), transaction.atomic():
        hold_the_calendar_still(*turns_of(actor))
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "reschedule")
        with _written_together(data):
            if appointment.start != data["start"] or (actor.is_staff and appointment.attention):
                _move(actor, appointment, status, data)
            store_reply(appointment)
    return appointment


def expire_bookings() -> int:
    """Rule: a booking that nobody confirmed before its time was over has expired. How many did."""
    now = timezone.now()
    unanswered = Appointment.objects.unanswered(now)
    for appointment_id in list(unanswered.values_list("id", flat=True)[:EXPIRED_AT_ONCE]):
        with transaction.atomic():
            appointment = unanswered.filter(pk=appointment_id).select_for_update(skip_locked=True).first()
            if appointment:
                become(appointment, Status.EXPIRED, SYSTEM.id, "Nobody confirmed it in time.")
                events.appointment_became(appointment)
    return unanswered.count()


def _written_together(data: dict[str, Any]) -> AbstractContextManager[None]:
    """What overrides the policy is looked at once it is stored, and so not written in one statement."""
    return nullcontext() if data.get("override_reason") else together()


def _move(actor: Actor, appointment: Appointment, status: str, data: dict[str, Any]) -> None:
    now: datetime = timezone.now()
    requested = requested_of(appointment)
    wanted = Wanted(
        appointment.location_id,
        requested,
        requested.visit,
        data["start"],
        actor.id,
        Scope([appointment.reservation_id], vehicle_id=appointment.vehicle_id, whole_weeks=True),
        partial(policy_for, data),
    )
    known, has = calendar_and_limits(wanted, now)
    if actor.is_customer:
        check_deadline(appointment, now, known.policy)
        check_limit_of_a_day(has, known.location, data["start"], known.policy)
    before, start, services = appointment.status, appointment.start, appointment.services
    preferred = who_was_preferred(appointment)
    appointment.status, appointment.location = status, known.location
    appointment.service_type = known.visit.service_types[0]
    take(appointment, known, data["start"], has, preferred)
    settle(appointment, OF_THE_PLACE)
    update(appointment, ["status", *PLACED, *SETTLED, "updated_at"])
    leave_as_it_is(appointment, data, now)
    override_reason = data.get("override_reason", "")
    reason = override_reason or data.get("reason") or "rescheduled"
    moved = appointment.start != start
    handed_over = [] if moved else list(_handed_over(services, appointment.services))
    lines = max(1, len(handed_over))
    record(appointment, before, actor.id, reason, for_whom(override_reason), lines)
    if moved:
        events.appointment_rescheduled(appointment)
    for number, previous in handed_over:
        events.appointment_assigned(appointment, number, previous)


def _handed_over(before: list[dict[str, Any]], services: list[dict[str, Any]]) -> Iterator[tuple[int, UUID]]:
    """Which services others do now, and who did."""
    for number, (old, new) in enumerate(zip(before, services, strict=True)):
        if new["employee_id"] != old["employee_id"]:
            yield number, UUID(old["employee_id"])
