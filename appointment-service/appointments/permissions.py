"""What an account may see and change."""

from django.db.models import QuerySet

from appointments.models import Appointment, AppointmentQuerySet, ServiceType
from chassis.auth import Actor


def appointments_visible_to(actor: Actor) -> AppointmentQuerySet:
    """Rule: a customer sees their own appointments; the workshop's staff see all."""
    appointments = Appointment.objects.all()
    return appointments if actor.is_staff else appointments.filter(customer_id=actor.id)


def service_types_visible_to(actor: Actor) -> QuerySet[ServiceType]:
    """Rule: customers see what is sold; staff see what no longer is, too."""
    service_types = ServiceType.objects.all()
    return service_types if actor.is_staff else service_types.filter(is_active=True)
