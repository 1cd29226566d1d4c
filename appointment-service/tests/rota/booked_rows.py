"""Bookings as rows, also where nothing could be booked: outside of hours, in the past, by somebody away."""

from datetime import datetime, timedelta
from uuid import UUID

from appointments.local_time import Span
from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from chassis.models import new_id
from resources.models import Bay, ServiceType


def booked_row(
    service_type: ServiceType, employee_id: UUID, start: datetime, minutes: int | None = None
) -> Appointment:
    """A booking of a service, for so many minutes, which has its technician for the buffers too."""
    length = timedelta(minutes=minutes or service_type.duration_minutes)
    before = timedelta(minutes=service_type.buffer_before_minutes)
    behind = timedelta(minutes=service_type.buffer_minutes)
    location = service_type.location
    bay = Bay.objects.create(location=location, name=str(new_id()), kind=service_type.bay_kind)
    appointment = Appointment(
        reservation=Reservation.objects.create(state="booked"),
        customer_id=new_id(),
        vehicle_id=new_id(),
        location=location,
        start=start,
        end=start + length,
        status="confirmed",
        bay=bay,
        employee_id=employee_id,
    )
    service_type.refresh_from_db()  # a price is a text until then
    appointment.service_type = service_type
    appointment.name_services()
    appointment.save(force_insert=True)
    during = Span(start - before, start + length + behind)
    for kind, resource_id in ((ResourceKind.BAY, bay.id), (ResourceKind.TECHNICIAN, employee_id)):
        Allocation.objects.create(
            reservation=appointment.reservation, kind=kind, resource_id=resource_id, during=during
        )
    return appointment
