"""Leaving a booking as it is, although the calendar has changed under it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from appointments.actions.attention import SETTLED, settle
from appointments.actions.history import record
from appointments.attention import reasons_of
from appointments.errors import NEEDS_NO_ATTENTION
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from appointments.statuses import Visibility
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from resources.calendar_lock import hold_the_calendar_still


def accept(
    actor: Actor, appointment_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Keep a booking as it is.

    Rule: the staff may, for all that it needs attention for or for the reasons that they name, and why is
    kept among the staff.
    Raises NotFound (404), Conflict (409) needs_no_attention.
    """
    with transaction.atomic():
        hold_the_calendar_still()
        appointment = locked(appointments_visible_to(actor), appointment_id)
        attention = appointment.attention or {}
        named = data.get("reasons", attention)
        agreed = {reason: facts for reason, facts in attention.items() if reason in named}
        if not agreed:
            raise NEEDS_NO_ATTENTION(needs_attention=reasons_of(attention))
        settle(appointment, agreed.keys())
        appointment.accepted = {**(appointment.accepted or {}), **agreed}
        appointment.save(update_fields=[*SETTLED, "updated_at"])
        line = f"accepted, {' and '.join(reasons_of(agreed))}: {data['reason']}"
        record(appointment, appointment.status, actor.id, line, Visibility.INTERNAL)
        store_reply(appointment)
    return appointment
