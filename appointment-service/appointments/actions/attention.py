"""What the calendar's changes do to bookings: who no longer has what was promised needs attention."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from appointments import events
from appointments.attention import Attention, Booking, Surroundings, reasons_of
from appointments.attention_queries import bookings_ahead, surroundings
from appointments.models import Appointment, AppointmentQuerySet
from appointments.statuses import HOLDING_CAPACITY
from chassis import json
from resources.models import Location

# The columns that settle() changes.
SETTLED = ("attention", "accepted")
LAID_ASIDE_AT_ONCE = 1000


class Finding(NamedTuple):
    """What is to be kept of a booking from now on."""

    id: UUID
    before: Attention | None
    attention: Attention | None
    accepted: Attention | None


def review(appointments: AppointmentQuerySet) -> None:
    """Look through bookings ahead, in the transaction that changed the calendar, when it has changed.

    Rule: a booking stays where it is when the calendar changes, and needs attention for each reason why it
    could no longer be kept so; until it is moved, given to somebody else, accepted or over, or until the
    calendar is such again that the reason is none.
    Rule: what was accepted does not come back for the same facts, for as long as they last.
    """
    now = timezone.now()
    by_location = bookings_ahead(appointments, now)
    locations = Location.objects.in_bulk(by_location)
    findings: list[Finding] = []
    for location_id, bookings in by_location.items():
        known = surroundings(locations[location_id], bookings)
        findings += filter(None, (_finding(booking, known) for booking in bookings))
    _keep(findings, now)


def review_anew(appointment: Appointment) -> None:
    """Look through one booking that was changed: of several services another may be as it was."""
    review(Appointment.objects.filter(pk=appointment.pk))
    appointment.refresh_from_db(fields=SETTLED)


def settle(appointment: Appointment, settled: Collection[str]) -> None:
    """Let these reasons be none any more, accepted or not. Whoever calls it saves SETTLED."""
    before = appointment.attention
    appointment.attention = _without(before, settled)
    appointment.accepted = _without(appointment.accepted, settled)
    if before != appointment.attention:
        events.appointment_needs_attention(appointment, before)


def lay_past_aside() -> None:
    """Rule: what is over needs nobody's attention."""
    now = timezone.now()
    past = Appointment.objects.filter(attention__isnull=False, end__lte=now).order_by("id")
    with transaction.atomic():
        rows = past.values_list("id", "attention")[:LAID_ASIDE_AT_ONCE]
        _keep([Finding(appointment_id, before, None, None) for appointment_id, before in rows], now)


def _finding(booking: Booking, known: Surroundings) -> Finding | None:
    """What is to be kept of a booking, if that is something else than what is."""
    found = known.objections(booking)
    accepted = {
        reason: facts for reason, facts in (booking.accepted or {}).items() if found.get(reason) == facts
    } or None
    attention = {
        reason: facts for reason, facts in found.items() if not accepted or reason not in accepted
    } or None
    if (attention, accepted) == (booking.attention, booking.accepted):
        return None
    return Finding(booking.id, booking.attention, attention, accepted)


def _without(attention: Attention | None, settled: Collection[str]) -> dict[str, str] | None:
    return {reason: facts for reason, facts in (attention or {}).items() if reason not in settled} or None


def _keep(findings: list[Finding], now: datetime) -> None:
    """Keep what was found, and tell of it where other reasons than before were. What is over by now stays so:
    who cancels does not wait for changes of the calendar."""
    if not findings:
        return
    kept = _write(findings, now)
    before = {one.id: one.before for one in findings if reasons_of(one.before) != reasons_of(one.attention)}
    changed = (
        Appointment.objects.filter(pk__in=kept & before.keys())
        .prefetch_related("service_type")
        .order_by("id")
    )
    events.appointments_need_attention([(one, before[one.id]) for one in changed])


def _write(findings: list[Finding], now: datetime) -> set[UUID]:
    rows: list[dict[str, Any]] = [
        {"id": one.id, "attention": one.attention, "accepted": one.accepted} for one in findings
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE appointments_appointment AS booked
            SET attention = found.attention, accepted = found.accepted, updated_at = %s
            FROM jsonb_to_recordset(%s::jsonb) AS found(id uuid, attention jsonb, accepted jsonb)
            WHERE booked.id = found.id AND booked.status = ANY(%s)
            RETURNING booked.id
            """,
            [now, json.encode(rows).decode(), [str(status) for status in HOLDING_CAPACITY]],
        )
        return {appointment_id for (appointment_id,) in cursor.fetchall()}
