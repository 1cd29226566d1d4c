"""Which appointments an account may see and change."""

from appointments.models import Appointment, AppointmentQuerySet
from chassis.auth import Actor


def appointments_visible_to(actor: Actor) -> AppointmentQuerySet:
    """Rule: a customer sees their own appointments; the workshop's staff see all."""
    appointments = Appointment.objects.all()
    return appointments if actor.is_staff else appointments.filter(customer_id=actor.id)
