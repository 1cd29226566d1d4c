"""Taking time: holds, bookings and new times for bookings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from appointments import clients, events
from appointments.actions.deadline import check_deadline
from appointments.actions.history import after, record
from appointments.actions.slots import alternatives, offered
from appointments.calendars import calendar
from appointments.local_time import Span
from appointments.models import (
    Allocation,
    Appointment,
    Hold,
    Policy,
    Resource,
    ResourceKind,
    ServiceType,
)
from appointments.permissions import appointments_visible_to
from appointments.slots import Calendar, Reason, Slot
from chassis.auth import Actor
from chassis.errors import Forbidden, InvalidField, Missing, Refused
from chassis.idempotency import Remember, forget, nothing
from chassis.locking import locked, take_turns

HELD_FOR = timedelta(minutes=10)

WHY = {
    Reason.CLOSED: "The workshop is not open for all of that time.",
    Reason.BETWEEN_SLOTS: "Services do not start at that minute.",
    Reason.BEYOND_HORIZON: "That is further ahead than the workshop takes bookings.",
    Reason.TOO_SOON: "That is too soon, or past.",
    Reason.NO_BAY: "The workshop has no bay for this service.",
    Reason.NO_SKILLED_TECHNICIAN: "Nobody with the skill for this service is at work then.",
    Reason.FULL: "That time has just been taken.",
}


class Unbookable(Exception):
    """The service cannot start then."""

    def __init__(self, reason: Reason, service_type: ServiceType, start: datetime) -> None:
        super().__init__(reason)
        self.reason = reason
        self.service_type = service_type
        self.start = start


def hold(actor: Actor, given: dict[str, Any], *, remember: Remember = nothing) -> Hold:
    """Keep a start for ten minutes.

    Rule: a hold takes up what a booking would, and counts as one towards a customer's limit.
    Raises Refused (409) slot_taken or not_a_slot with alternatives, too_many_open; Forbidden (403).
    """
    _check_verified(actor)
    service_type, now = offered(given["service_type"]), timezone.now()
    held = Hold(
        holder_id=actor.id, service_type=service_type, start=given["start"], expires_at=now + HELD_FOR
    )
    with _offering_alternatives(), transaction.atomic():
        Hold.objects.delete_expired(now)
        if actor.is_customer:
            _check_limit(actor.id)
        _take(held, service_type, given["start"], now)
        held.save(force_insert=True)
        remember(held)
    return held


def book(actor: Actor, given: dict[str, Any], *, remember: Remember = nothing) -> Appointment:
    """Make an appointment for a vehicle.

    Rule: a customer books for their own vehicle, staff for its owner; it is pending, and takes up its bay and
    its technician, from then on.
    Raises InvalidField (400) for an unknown vehicle or service, Forbidden (403) email_unverified, and Refused
    (409) slot_taken or not_a_slot with alternatives, too_many_open, hold_expired.
    """
    _check_verified(actor)
    service_type = offered(given["service_type"])
    customer_id = clients.owner_of(actor, given["vehicle_id"])
    if actor.is_customer and customer_id != actor.id:
        raise InvalidField("vehicle_id", "unknown", "You have no such vehicle.")
    appointment = Appointment(
        customer_id=customer_id,
        vehicle_id=given["vehicle_id"],
        service_type=service_type,
        time_zone=settings.WORKSHOP_TIME_ZONE,
        notes=given.get("notes", ""),
    )
    with _offering_alternatives(), transaction.atomic():
        now = timezone.now()
        Hold.objects.delete_expired(now)
        held = _own_hold(actor, given) if given.get("hold_id") else None
        if actor.is_customer and held is None:
            _check_limit(customer_id)
        if held:
            _take_over(appointment, held)
        else:
            _take(appointment, service_type, given["start"], now)
        appointment.save(force_insert=True)
        record(appointment, None, actor)
        events.appointment_booked(appointment)
        remember(appointment)
    return appointment


def reschedule(
    actor: Actor, appointment_id: UUID, given: dict[str, Any], *, remember: Remember = nothing
) -> Appointment:
    """Move an appointment to another start.

    Rule: it has its old time until it has its new one; a customer moves it as late as they may cancel it.
    Rule: what the workshop confirmed and its customer moves is to be confirmed anew.
    Raises Missing (404), Refused (409) slot_taken or not_a_slot with alternatives, illegal_transition or
    deadline_passed.
    """
    with _offering_alternatives(), transaction.atomic():
        now = timezone.now()
        appointment = locked(appointments_visible_to(actor), appointment_id)
        before, appointment.status = appointment.status, after(actor, appointment, "reschedule")
        if actor.is_customer:
            check_deadline(appointment, now)
        Hold.objects.delete_expired(now)
        appointment.allocations.all().delete()
        _take(appointment, appointment.service_type, given["start"], now)
        appointment.save(update_fields=["status", "start", "end", "bay", "employee_id", "updated_at"])
        record(appointment, before, actor, given.get("reason") or "rescheduled")
        events.appointment_rescheduled(appointment)
        remember(appointment)
    return appointment


def expire_holds() -> int:
    """Rule: a hold that was not used in time gives back what it took. How many did."""
    return Hold.objects.delete_expired(timezone.now())


def _take(taker: Appointment | Hold, service_type: ServiceType, start: datetime, now: datetime) -> None:
    """Give `taker` a start, a bay and a technician. Raises Unbookable."""
    known = calendar(service_type, Span(start, start), now)
    verdict = known.judge(start)
    if isinstance(verdict, Reason):
        raise Unbookable(verdict, service_type, start)
    taker.start, taker.end = verdict.start, verdict.end
    if not _claim(taker, verdict, known):
        raise Unbookable(Reason.FULL, service_type, start)


def _claim(taker: Appointment | Hold, slot: Slot, known: Calendar) -> bool:
    """Take the first free pair of a bay and a technician that nobody else takes at the same moment.

    The calendar was read before: whom another request has taken since then is passed over. Ends after as many
    attempts as there are bays and technicians, because each that fails drops one of them.
    """
    bays, technicians = list(slot.bays), known.fairest_first(slot)
    while bays and technicians:
        bay, technician = bays[0], technicians[0]
        wanted: list[Resource] = [(ResourceKind.BAY, bay.id), (ResourceKind.TECHNICIAN, technician.id)]
        before = transaction.savepoint()
        taken = Allocation.objects.claim(taker, wanted, slot.occupied)
        if len(taken) == len(wanted):
            transaction.savepoint_commit(before)
            taker.bay, taker.employee_id = bay, technician.id
            return True
        transaction.savepoint_rollback(before)
        bays = bays if bay.id in taken else bays[1:]
        technicians = technicians if technician.id in taken else technicians[1:]
    return False


def _take_over(appointment: Appointment, held: Hold) -> None:
    """Let an appointment have what a hold had."""
    held.allocations.update(hold=None, appointment=appointment.pk)
    appointment.start, appointment.end = held.start, held.end
    appointment.bay, appointment.employee_id = held.bay, held.employee_id
    forget(held.pk)
    held.delete()


def _own_hold(actor: Actor, given: dict[str, Any]) -> Hold:
    """The hold that a booking names. Raises Refused (409)."""
    try:
        held = locked(Hold.objects.filter(holder_id=actor.id), given["hold_id"])
    except Missing:
        message = "This hold has expired or was used; book without it, or hold again."
        raise Refused("hold_expired", message) from None
    if (held.service_type.code, held.start) != (given["service_type"], given["start"]):
        raise Refused(
            "hold_mismatch",
            "This hold is for another service or start.",
            service_type=held.service_type.code,
            start=held.start,
        )
    return held


def _check_verified(actor: Actor) -> None:
    """Rule: where the workshop asks for it, a customer books with a verified email address only."""
    if settings.REQUIRE_VERIFIED_EMAIL and actor.is_customer and not actor.email_verified:
        raise Forbidden("email_unverified", "Verify your email address, then book.")


def _check_limit(customer_id: UUID) -> None:
    """Rule: a customer has at most so many open appointments and holds of their own making."""
    take_turns(f"bookings of {customer_id}")
    most = Policy.current().max_open_per_customer
    standing = Appointment.objects.open().filter(customer_id=customer_id).count()
    standing += Hold.objects.filter(holder_id=customer_id).count()
    if standing >= most:
        raise Refused(
            "too_many_open", f"You may have {most} appointments ahead; cancel one first.", limit=most
        )


@contextmanager
def _offering_alternatives() -> Iterator[None]:
    """Around the transaction: refuse what cannot be booked, and name what can."""
    try:
        yield
    except Unbookable as unbookable:
        refused = unbookable
    else:
        return
    instead = alternatives(refused.service_type, refused.start)
    if refused.reason is Reason.FULL:
        raise Refused("slot_taken", WHY[refused.reason], alternatives=instead)
    raise Refused("not_a_slot", WHY[refused.reason], reason=str(refused.reason), alternatives=instead)
