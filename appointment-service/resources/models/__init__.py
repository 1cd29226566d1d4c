"""Where the workshop is, what it offers and has, when it is open, and its rules of booking."""

from resources.models.exceptional_day import ExceptionalDay, ExceptionalHours
from resources.models.identity import Identity
from resources.models.location import DEFAULT_LOCATION_ID, Location
from resources.models.workshop import (
    MOST_REMINDERS,
    Bay,
    Closure,
    Equipment,
    Lendable,
    OpeningHours,
    Policy,
    ServiceType,
    Technician,
)

__all__ = [
    "DEFAULT_LOCATION_ID",
    "MOST_REMINDERS",
    "Bay",
    "Closure",
    "Equipment",
    "ExceptionalDay",
    "ExceptionalHours",
    "Identity",
    "Lendable",
    "Location",
    "OpeningHours",
    "Policy",
    "ServiceType",
    "Technician",
]
