"""Bookings, and new times for them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import SETTLED, settle
from appointments.actions.availability import offered
from appointments.actions.history import after, become, record
from appointments.actions.holds import own_hold, take_over
from appointments.actions.limits import check_deadline, check_limit, check_limit_of_a_day, check_verified
from appointments.actions.overriding import check_may_override, leave_as_it_is, policy_for
from appointments.actions.owners import owner_of
from appointments.actions.preferring import preferred_technician, who_was_preferred
from appointments.actions.taking import PLACED, offering_alternatives, take
from appointments.attention import OF_THE_PLACE
from appointments.calendar_queries import visit_of
from appointments.models import Appointment, Reservation, ReservationState
from appointments.permissions import appointments_visible_to
from appointments.statuses import Status, Visibility
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.auth.actor import SYSTEM
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Policy

EXPIRED_AT_ONCE = 100


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
    customer_id = owner_of(actor, data["vehicle_id"])
    return book_for(actor, customer_id, data, store_reply=store_reply)


def book_for(
    actor: Actor, customer_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """The same once it is known whose vehicle it is. Nothing of a booking that is refused stays, also inside
    of another transaction."""
    appointment = new_booking(actor, customer_id, data["vehicle_id"], data.get("notes", ""))
    with offering_alternatives(actor, data.get("hold_id")), transaction.atomic():
        _give_time(actor, appointment, data)
        enter(appointment, actor, data.get("override_reason", ""))
        leave_as_it_is(appointment, data, timezone.now())
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
    appointment.reservation.save(force_insert=True)
    appointment.save(force_insert=True)
    record(appointment, None, actor.id, override_reason, _for_whom(override_reason))
    events.appointment_booked(appointment)


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
        hold_the_calendar_still()
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "reschedule")
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


def _give_time(actor: Actor, appointment: Appointment, data: dict[str, Any]) -> None:
    now = timezone.now()
    hold_the_calendar_still()
    visit = offered(data)
    appointment.sell(visit)
    Reservation.objects.delete_expired(now)
    if data.get("hold_id"):
        take_over(appointment, own_hold(actor, visit, data), visit, preferred_technician(data))
        return
    policy = Policy.current(visit.location.id)
    if actor.is_customer:
        check_limit(appointment.customer_id, now, policy)
        check_limit_of_a_day(appointment.customer_id, visit.location, data["start"], policy)
    preferred = preferred_technician(data)
    take(appointment, visit, data["start"], now, policy_for(data, policy), preferred)


def _move(actor: Actor, appointment: Appointment, status: str, data: dict[str, Any]) -> None:
    now: datetime = timezone.now()
    before, appointment.status = appointment.status, status
    start = appointment.start
    Reservation.objects.delete_expired(now)
    policy = Policy.current(appointment.location_id)
    if actor.is_customer:
        check_deadline(appointment, now)
        check_limit_of_a_day(
            appointment.customer_id, appointment.location, data["start"], policy, but=appointment
        )
    visit = visit_of(appointment)
    services = appointment.services
    appointment.allocations.all().delete()
    preferred = who_was_preferred(appointment)
    take(appointment, visit, data["start"], now, policy_for(data, policy), preferred)
    settle(appointment, OF_THE_PLACE)
    appointment.save(update_fields=["status", *PLACED, *SETTLED, "updated_at"])
    leave_as_it_is(appointment, data, now)
    override_reason = data.get("override_reason", "")
    reason = override_reason or data.get("reason") or "rescheduled"
    record(appointment, before, actor.id, reason, _for_whom(override_reason))
    if appointment.start != start:
        events.appointment_rescheduled(appointment)
        return
    for again, (number, previous) in enumerate(_handed_over(services, appointment.services)):
        if again:
            record(appointment, before, actor.id, reason, _for_whom(override_reason))
        events.appointment_assigned(appointment, number, previous)


def _handed_over(before: list[dict[str, Any]], services: list[dict[str, Any]]) -> Iterator[tuple[int, UUID]]:
    """Which services others do now, and who did."""
    for number, (old, new) in enumerate(zip(before, services, strict=True)):
        if new["employee_id"] != old["employee_id"]:
            yield number, UUID(old["employee_id"])


def _for_whom(override_reason: str) -> Visibility:
    """Rule: why a policy was set aside is kept among the staff."""
    return Visibility.INTERNAL if override_reason else Visibility.CUSTOMER
