"""Where the workshop is, what it offers and has, when it is open, and its rules of booking."""

from resources.models.exceptional_day import ExceptionalDay, ExceptionalHours
from resources.models.location import DEFAULT_LOCATION_ID, Location
from resources.models.workshop import Bay, Closure, Equipment, OpeningHours, Policy, ServiceType, Technician

__all__ = [
    "DEFAULT_LOCATION_ID",
    "Bay",
    "Closure",
    "Equipment",
    "ExceptionalDay",
    "ExceptionalHours",
    "Location",
    "OpeningHours",
    "Policy",
    "ServiceType",
    "Technician",
]
