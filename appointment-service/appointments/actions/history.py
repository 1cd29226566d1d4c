"""The one way an appointment gets a status, so that its history has no gaps."""

from django.utils import timezone

from appointments.models import Appointment, AppointmentTransition
from appointments.statuses import CUSTOMERS_TRANSITIONS, HOLDING_CAPACITY, TRANSITIONS
from chassis.auth import Actor


def after(actor: Actor, appointment: Appointment, verb: str) -> str:
    """The status that a verb leads to. Raises Refused (409) illegal_transition with what is possible now."""
    table = CUSTOMERS_TRANSITIONS if actor.is_customer else TRANSITIONS
    return table.after(appointment.status, verb)


def become(appointment: Appointment, status: str, actor: Actor, reason: str = "") -> None:
    """Change the status, and give back what the appointment takes up if it no longer needs it."""
    before = appointment.status
    appointment.status = status
    appointment.save(update_fields=["status", "updated_at"])
    if status not in HOLDING_CAPACITY:
        appointment.allocations.all().delete()
    record(appointment, before, actor, reason)


def record(appointment: Appointment, before: str | None, actor: Actor, reason: str = "") -> None:
    AppointmentTransition.objects.create(
        appointment=appointment,
        from_status=before,
        to_status=appointment.status,
        actor_id=actor.id,
        reason=reason,
        start=appointment.start,
        at=timezone.now(),
    )
