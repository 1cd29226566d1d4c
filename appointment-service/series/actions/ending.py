"""What ends series from outside."""

from uuid import UUID

from django.utils import timezone

from series.models import SeriesDate
from series.statuses import DateStatus


def end_of_vehicle(vehicle_id: UUID, owner_id: UUID) -> None:
    """Rule: a vehicle that was removed or changed hands is booked for nothing more for who had it."""
    _end(series__vehicle_id=vehicle_id, series__customer_id=owner_id)


def end_of_customer(customer_id: UUID) -> None:
    """Rule: for whose account is closed nothing more is booked."""
    _end(series__customer_id=customer_id)


def _end(**whose: UUID) -> None:
    planned = SeriesDate.objects.planned().filter(**whose)
    planned.update(status=DateStatus.CANCELLED, updated_at=timezone.now())
