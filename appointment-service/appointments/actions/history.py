"""The one way an appointment gets a status, so that its history has no gaps."""

from django.utils import timezone

from appointments.models import HOLDING_CAPACITY, TRANSITIONS, Appointment, AppointmentTransition, Status
from chassis.auth import Actor
from chassis.errors import Refused


def check_transition(appointment: Appointment, status: Status) -> None:
    """Raises Refused (409) with what would be allowed."""
    allowed = TRANSITIONS[appointment.status]
    if status not in allowed:
        raise Refused(
            "illegal_transition",
            f"An appointment that is {appointment.status} cannot become {status}.",
            allowed=[str(one) for one in allowed],
        )


def become(appointment: Appointment, status: Status, actor: Actor, reason: str = "") -> None:
    """Change the status, and give back what the appointment takes up if it no longer needs it."""
    check_transition(appointment, status)
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
