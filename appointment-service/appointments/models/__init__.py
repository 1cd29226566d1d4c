"""Who comes when, and what is taken. What the workshop has: the app `resources`."""

from appointments.models.allocation import Allocation, Hold, HoldQuerySet, Resource, ResourceKind
from appointments.models.appointment import Appointment, AppointmentQuerySet, AppointmentTransition

__all__ = [
    "Allocation",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentTransition",
    "Hold",
    "HoldQuerySet",
    "Resource",
    "ResourceKind",
]
