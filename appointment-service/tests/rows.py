"""What the database has of an appointment that the API answered."""

from typing import Any

from django.db.models import QuerySet

from appointments.models import Allocation, Appointment


def row_of(appointment: dict[str, Any]) -> Appointment:
    return Appointment.objects.get(pk=appointment["id"])


def of_the_workshop() -> QuerySet[Allocation]:
    """What is taken of the workshop's own: bays, equipment and technicians, but no customer's vehicle."""
    return Allocation.objects.exclude(kind="vehicle")


def holds_capacity(appointment: dict[str, Any]) -> bool:
    """Whether it has its bay and its technician."""
    taken = of_the_workshop().filter(reservation=row_of(appointment).reservation_id)
    return sorted(taken.values_list("kind", flat=True)) == ["bay", "technician"]


def closed_for(appointment: dict[str, Any]) -> dict[str, Any]:
    """How the staff see it since the workshop is closed then."""
    return {**appointment, "needs_attention": ["closed"]}
