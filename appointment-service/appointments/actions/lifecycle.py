"""From a booking to the vehicle in the workshop. From then on its project leads: at_work.py."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.attention import SETTLED, settle
from appointments.actions.deposits import check_deposit
from appointments.actions.history import after, become
from appointments.actions.limits import check_deadline
from appointments.actions.overriding import check_may_override, for_whom
from appointments.actions.taking import PLACED, anew_when_lost, take_from_now
from appointments.attention import OF_THE_PLACE
from appointments.errors import APPOINTMENT_OVER, NOT_BEGUN, REASON_REQUIRED, TOO_EARLY, TOO_LATE
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from appointments.statuses import HERE, HOLDING_CAPACITY, Visibility
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor, Permission
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Policy


class VehicleIsHere(Exception):
    """What was asked for is the project's to do."""


def change(
    actor: Actor,
    appointment_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Appointment:
    """Change the notes.

    Rule: the customer and the staff may; what else an appointment says changes by actions of its own.
    Rule: what is over stays as it is, its notes too.
    Raises NotFound (404), Conflict (409) appointment_over.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        check_precondition(appointment)
        if appointment.status not in HOLDING_CAPACITY:
            raise APPOINTMENT_OVER(current_status=str(appointment.status))
        changes = appointment.update(data)
        if changes:
            events.appointment_changed(appointment, changes)
    return appointment


def confirm(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """The workshop takes a booking on.

    Rule: without its deposit it does where whoever may override a policy names a reason.
    Raises NotFound (404), Forbidden (403) permission_denied, Conflict (409) illegal_transition or
    deposit_required.
    """
    check_may_override(actor, data)
    reason = data.get("override_reason", "")
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "confirm")
        if not reason:
            check_deposit(appointment)
        return _finish(appointment, status, actor, store_reply, reason, for_whom(reason))


def cancel_before_arrival(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Give up an appointment.

    Rule: a customer may until the deadline or until their vehicle is checked in; staff may at any time, with
    a reason, which is for the customer.
    Raises NotFound (404), InvalidField (400), Conflict (409) illegal_transition or deadline_passed, and
    VehicleIsHere when its project must be asked.
    """
    if actor.is_staff and not data.get("reason"):
        raise REASON_REQUIRED(field="reason")
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "cancel")
        if appointment.status in HERE:
            raise VehicleIsHere
        if actor.is_customer:
            check_deadline(appointment, timezone.now(), Policy.current(appointment.location_id))
        return _finish(appointment, status, actor, store_reply, data.get("reason", ""))


@anew_when_lost
def check_in(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """The vehicle is here.

    Rule: on the appointment's day on its location's clock; on another whoever may override a policy, with a
    reason that is kept among the staff. It then takes up what is free from now on in place of the time it
    was booked for; where nothing is free it keeps that, for the vehicle is here all the same.
    Raises NotFound (404), Conflict (409) illegal_transition, too_early or too_late.
    """
    reason = data.get("override_reason", "")
    with transaction.atomic():
        hold_the_calendar_still()
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status, now = after(actor, appointment, "check-in"), timezone.now()
        if not _is_today(appointment, now):
            if not (actor.may(Permission.OVERRIDE_POLICY) and reason):
                _refuse_day(appointment, now)
            _bring_forward(appointment, now)
        return _finish(appointment, status, actor, store_reply, reason, Visibility.INTERNAL)


def no_show(actor: Actor, appointment_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Appointment:
    """The customer did not come.

    Rule: nobody can have missed what has not begun. Who comes after all books anew.
    Raises NotFound (404), Conflict (409) illegal_transition or too_early.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        status = after(actor, appointment, "no-show")
        if timezone.now() < appointment.start:
            raise NOT_BEGUN(start=appointment.start)
        return _finish(appointment, status, actor, store_reply)


def _finish(
    appointment: Appointment,
    status: str,
    actor: Actor,
    store_reply: StoreReply,
    reason: str = "",
    visibility: Visibility = Visibility.CUSTOMER,
) -> Appointment:
    become(appointment, status, actor.id, reason, visibility)
    events.appointment_became(appointment, reason, visibility)
    store_reply(appointment)
    return appointment


def _bring_forward(appointment: Appointment, now: datetime) -> None:
    if take_from_now(appointment, now):
        settle(appointment, OF_THE_PLACE)
        appointment.save(update_fields=[*PLACED, *SETTLED, "updated_at"])


def _is_today(appointment: Appointment, now: datetime) -> bool:
    date_of = appointment.location.date_of
    return date_of(appointment.start) == date_of(now)


def _refuse_day(appointment: Appointment, now: datetime) -> None:
    refusal = TOO_EARLY if now < appointment.start else TOO_LATE
    raise refusal(day=appointment.location.date_of(appointment.start))
