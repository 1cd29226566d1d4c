"""The one way an appointment gets a status, so that its history has no gaps."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from appointments.actions.attention import SETTLED, settle
from appointments.attention import without_meaning
from appointments.models import Appointment, AppointmentTransition, ResourceKind
from appointments.statuses import (
    CUSTOMERS_TRANSITIONS,
    HERE,
    HOLDING_CAPACITY,
    TRANSITIONS,
    Status,
    Visibility,
)
from chassis.auth import Actor
from chassis.writing import insert


def after(actor: Actor, appointment: Appointment, verb: str) -> str:
    """The status that a verb leads to. Raises Conflict (409) illegal_transition with what is possible now."""
    table = CUSTOMERS_TRANSITIONS if actor.is_customer else TRANSITIONS
    return table.after(appointment.status, verb)


def become(
    appointment: Appointment,
    status: str,
    actor_id: UUID,
    reason: str = "",
    visibility: Visibility = Visibility.CUSTOMER,
    at: datetime | None = None,
) -> None:
    """Change the status, and give back what the appointment takes up if it no longer needs it.

    Rule: what its customer is lent they have until they give it back, also where the work on a vehicle that
    is here is given up; who does not come is lent nothing.
    Rule: what was worked on has used its bay and its technician until the work ended; what was not, never.
    """
    before = appointment.status
    appointment.status = status
    settle(appointment, without_meaning(status))
    if status not in HOLDING_CAPACITY and before not in HERE:
        appointment.lent = None
    appointment.save(update_fields=["status", "lent", *SETTLED, "updated_at"])
    taken = appointment.allocations
    if before in HERE:
        taken = taken.exclude(kind=ResourceKind.LENDABLE)
    if status == Status.COMPLETED:
        taken.end_at(at or timezone.now())
    elif status not in HOLDING_CAPACITY:
        taken.delete()
    record(appointment, before, actor_id, reason, visibility)


def record(
    appointment: Appointment,
    before: str | None,
    actor_id: UUID,
    reason: str = "",
    visibility: Visibility = Visibility.CUSTOMER,
    times: int = 1,
) -> None:
    """Rule: each event of an appointment has a line of its history, so as many as there are `times`."""
    line = {
        "appointment": appointment,
        "from_status": before,
        "to_status": appointment.status,
        "actor_id": actor_id,
        "reason": reason,
        "reason_visibility": visibility,
        "start": appointment.start,
        "at": timezone.now(),
    }
    insert(*[AppointmentTransition(**line) for _ in range(times)])
