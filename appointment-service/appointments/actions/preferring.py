"""Whom a customer would like to do the work."""

from typing import Any
from uuid import UUID

from appointments.assignment import AssignmentReason
from appointments.calendar import Calendar
from appointments.errors import NO_SUCH_TECHNICIAN
from appointments.models import Appointment
from resources.models import Technician


def preferred_technician(data: dict[str, Any], known: Calendar) -> UUID | None:
    """Whom a request asks for.

    Rule: whoever has left, or is no technician any more, is passed over as one who is not free.
    Raises InvalidField (400) for one that never was.
    """
    preferred: UUID | None = data.get("preferred_technician_id")
    if preferred is None or preferred in {who.id for who in known.technicians}:
        return preferred
    if not Technician.objects.filter(pk=preferred).exists():
        raise NO_SUCH_TECHNICIAN(field="preferred_technician_id")
    return preferred


def who_was_preferred(taker: Appointment) -> UUID | None:
    """Rule: whoever was asked for is asked for again when it is booked or moved."""
    return taker.employee_id if taker.assignment_reason == AssignmentReason.PREFERRED else None
