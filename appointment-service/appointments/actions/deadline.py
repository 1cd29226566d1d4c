from datetime import datetime, timedelta

from appointments.models import Appointment, Policy
from chassis.errors import Refused


def check_deadline(appointment: Appointment, now: datetime) -> None:
    """Rule: a customer cancels or moves an appointment up to the policy's deadline, that minute included."""
    deadline = appointment.start - timedelta(minutes=Policy.current().cancel_deadline_minutes)
    if now > deadline:
        raise Refused("deadline_passed", "It is too late for that; call the workshop.", deadline=deadline)
