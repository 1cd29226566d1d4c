"""What the workshop offers and has, who comes when, and what is taken."""

from appointments.models.allocation import Allocation, Hold, HoldQuerySet, Resource, ResourceKind
from appointments.models.appointment import Appointment, AppointmentQuerySet, AppointmentTransition
from appointments.models.workshop import Bay, Closure, OpeningHours, Policy, ServiceType, Technician

__all__ = [
    "Allocation",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentTransition",
    "Bay",
    "Closure",
    "Hold",
    "HoldQuerySet",
    "OpeningHours",
    "Policy",
    "Resource",
    "ResourceKind",
    "ServiceType",
    "Technician",
]
