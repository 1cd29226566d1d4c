"""What bookings come to, added up."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from appointments.local_time import MINUTE
from chassis.money import as_text
from figures.capacity import Capacity


class Key(NamedTuple):
    """Of which bookings: those of a service that start at a location on a date, on its clock."""

    date: date
    location_id: UUID
    service_type: str


@dataclass
class Tally:
    """What some bookings come to. `noticed` is how long all together were booked ahead."""

    bookings: int = 0
    cancelled: int = 0
    came: int = 0
    no_shows: int = 0
    noticed: timedelta = timedelta()
    bays: timedelta = timedelta()
    technicians: timedelta = timedelta()
    revenue: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, other: "Tally") -> None:
        for name in ("bookings", "cancelled", "came", "no_shows", "noticed", "bays", "technicians"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for currency, amount in other.revenue.items():
            self.revenue[currency] += amount

    def shown(self, capacity: Capacity) -> dict[str, Any]:
        return {
            "bookings": self.bookings,
            "cancelled": self.cancelled,
            "came": self.came,
            "no_shows": self.no_shows,
            "no_show_percent": _percent(self.no_shows, self.no_shows + self.came),
            "lead_minutes": self.noticed // self.bookings // MINUTE if self.bookings else None,
            "revenue": [
                {"amount": as_text(amount, currency), "currency": currency}
                for currency, amount in sorted(self.revenue.items())
            ],
            "bays": _used(self.bays, capacity.bays),
            "technicians": _used(self.technicians, capacity.technicians),
        }


def _used(taken: timedelta, available: timedelta) -> dict[str, Any]:
    return {
        "taken_minutes": taken // MINUTE,
        "available_minutes": available // MINUTE,
        "used_percent": _percent(taken, available),
    }


def _percent(part: Any, whole: Any) -> int | None:
    """Rule: of nothing there is no share; others are rounded to whole percents, halves up."""
    return (200 * part + whole) // (2 * whole) if whole else None
