"""From a booking to a finished service."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.deadline import check_deadline
from appointments.actions.history import after, become
from appointments.calendars import workshop_zone
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from chassis.auth import Actor
from chassis.errors import InvalidField, Refused
from chassis.etags import Expect, anything
from chassis.idempotency import Remember, nothing
from chassis.locking import locked


def change(
    actor: Actor, appointment_id: UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Appointment:
    """Change the notes.

    Rule: the customer and the staff may; what else an appointment says changes by actions of its own.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        expect(appointment)
        appointment.change(given)
    return appointment


def confirm(actor: Actor, appointment_id: UUID, *, remember: Remember = nothing) -> Appointment:
    """The workshop takes a booking on. Raises Missing (404), Refused (409) illegal_transition."""
    return _move(actor, appointment_id, "confirm", remember)


def start(actor: Actor, appointment_id: UUID, *, remember: Remember = nothing) -> Appointment:
    """Work begins. Raises Missing (404), Refused (409) illegal_transition."""
    return _move(actor, appointment_id, "start", remember)


def complete(actor: Actor, appointment_id: UUID, *, remember: Remember = nothing) -> Appointment:
    """Work is done; bay and technician are free. Raises Missing (404), Refused (409) illegal_transition."""
    return _move(actor, appointment_id, "complete", remember)


def cancel(
    actor: Actor, appointment_id: UUID, given: dict[str, Any], *, remember: Remember = nothing
) -> Appointment:
    """Give up an appointment.

    Rule: a customer may until the deadline or until their vehicle is checked in; staff may at any time, with
    a reason.
    Raises Missing (404), InvalidField (400), Refused (409) illegal_transition or deadline_passed.
    """
    reason = given.get("reason", "")
    if actor.is_staff and not reason:
        raise InvalidField("reason", "required", "Say why, for the customer's sake.")
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "cancel")
        if actor.is_customer:
            check_deadline(appointment, timezone.now())
        return _finish(appointment, status, actor, reason, remember)


def check_in(
    actor: Actor, appointment_id: UUID, given: dict[str, Any], *, remember: Remember = nothing
) -> Appointment:
    """The vehicle is here.

    Rule: on the appointment's day on the workshop's clock; on another an admin may, with a reason to be kept.
    Raises Missing (404), Refused (409) illegal_transition, too_early or too_late.
    """
    reason = given.get("override_reason", "")
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "check-in")
        if not (actor.is_admin and reason):
            _check_day(appointment)
        return _finish(appointment, status, actor, reason, remember)


def no_show(actor: Actor, appointment_id: UUID, *, remember: Remember = nothing) -> Appointment:
    """The customer did not come.

    Rule: nobody can have missed what has not begun.
    Raises Missing (404), Refused (409) illegal_transition or too_early.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "no-show")
        if timezone.now() < appointment.start:
            raise Refused("too_early", "The appointment has not begun.", start=appointment.start)
        return _finish(appointment, status, actor, "", remember)


def _move(actor: Actor, appointment_id: UUID, verb: str, remember: Remember) -> Appointment:
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        return _finish(appointment, after(actor, appointment, verb), actor, "", remember)


def _finish(
    appointment: Appointment, status: str, actor: Actor, reason: str, remember: Remember
) -> Appointment:
    become(appointment, status, actor, reason)
    events.appointment_became(appointment)
    remember(appointment)
    return appointment


def _check_day(appointment: Appointment) -> None:
    zone = workshop_zone()
    today, day = timezone.now().astimezone(zone).date(), appointment.start.astimezone(zone).date()
    if today != day:
        code, word = ("too_early", "is") if today < day else ("too_late", "was")
        raise Refused(code, f"The appointment {word} on {day}; an admin may override that.", day=day)
