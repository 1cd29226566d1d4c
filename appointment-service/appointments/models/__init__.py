"""Who comes when, and what is taken. What the workshop has: the app `resources`."""

from appointments.kinds import ResourceKind
from appointments.models.appointment import Appointment, AppointmentQuerySet, AppointmentTransition
from appointments.models.hold import Hold, HoldQuerySet
from appointments.models.reservation import Allocation, Reservation, ReservationState, Resource

__all__ = [
    "Allocation",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentTransition",
    "Hold",
    "HoldQuerySet",
    "Reservation",
    "ReservationState",
    "Resource",
    "ResourceKind",
]
