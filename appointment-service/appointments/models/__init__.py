"""Who comes when, and what is taken. What the workshop has: the app `resources`."""

from appointments.kinds import ResourceKind
from appointments.models.appointment import Appointment, AppointmentQuerySet, AppointmentTransition
from appointments.models.block import Block
from appointments.models.hold import Hold, HoldQuerySet
from appointments.models.reservation import Allocation, Expired, Lost, Reservation, ReservationState
from appointments.models.vehicle import Vehicle

__all__ = [
    "Allocation",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentTransition",
    "Block",
    "Expired",
    "Hold",
    "HoldQuerySet",
    "Lost",
    "Reservation",
    "ReservationState",
    "ResourceKind",
    "Vehicle",
]
