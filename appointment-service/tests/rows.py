"""What the database has of an appointment that the API answered."""

from typing import Any

from appointments.models import Appointment


def row_of(appointment: dict[str, Any]) -> Appointment:
    return Appointment.objects.get(pk=appointment["id"])


def holds_capacity(appointment: dict[str, Any]) -> bool:
    """Whether it has its bay and its technician."""
    return row_of(appointment).allocations.count() == 2


def closed_for(appointment: dict[str, Any]) -> dict[str, Any]:
    """How the staff see it since the workshop is closed then."""
    return {**appointment, "needs_attention": ["closed"]}
