"""What is done when the calendar changes: the bookings that it concerns are looked through."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from appointments.actions.attention import review
from appointments.models import Appointment, AppointmentQuerySet
from appointments.models.appointment import done_by, with_service
from resources.calendar_changes import changed
from resources.models import ServiceType


@receiver(changed, dispatch_uid="review bookings")
def review_bookings(concerned: dict[str, Any], **_: Any) -> None:
    review(_concerned(**concerned))


def _concerned(
    location_id: UUID | None = None, service_type_id: UUID | None = None, employee_id: UUID | None = None
) -> AppointmentQuerySet:
    """Of a visit each of its services counts, and whoever does it."""
    if employee_id:
        return Appointment.objects.filter(done_by([employee_id]))
    if service_type_id:
        return Appointment.objects.filter(with_service(ServiceType.objects.get(pk=service_type_id)))
    return Appointment.objects.filter(location_id=location_id)
