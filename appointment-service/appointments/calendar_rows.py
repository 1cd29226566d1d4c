"""What the statement of a calendar reads of each row, and of somebody who books by it.

A row is the list of its columns' values, in the order in which its class names them.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec


class Row(msgspec.Struct, array_like=True):
    """What is read of a row."""


class LocationRow(Row):
    id: UUID
    name: str
    time_zone: str
    is_active: bool


class ServiceTypeRow(Row):
    id: UUID
    location_id: UUID
    code: str
    name: str
    duration_minutes: int
    buffer_before_minutes: int
    buffer_minutes: int
    price_amount: Decimal
    price_currency: str
    required_skill: str
    bay_kind: str
    equipment: list[dict[str, Any]]
    hours: list[dict[str, Any]]
    is_active: bool


class PolicyRow(Row):
    id: int
    location_id: UUID
    lead_minutes: int
    horizon_days: int
    max_open_per_customer: int
    max_per_day_per_customer: int | None
    cancel_deadline_minutes: int
    slot_step_minutes: int
    reminder_minutes: list[int]
    allow_vehicle_overlap: bool
    deposit_percent: int


class UnitRow(Row):
    """A bay, a unit of equipment, or something to lend."""

    id: UUID
    location_id: UUID
    name: str
    kind: str
    is_active: bool


class TechnicianRow(Row):
    id: UUID
    name: str
    is_active: bool
    is_technician: bool
    skills: list[dict[str, Any]]
    working_hours: list[dict[str, Any]]
    weeks: list[dict[str, Any]]
    exceptions: list[dict[str, Any]]
    time_off: list[dict[str, Any]]


class OpeningRow(Row):
    weekday: int | None
    date: date | None
    opens: time | None
    closes: time | None


class ClosureRow(Row):
    id: UUID
    location_id: UUID
    start: datetime
    end: datetime
    reason: str


class TakenRow(Row):
    """When a resource is taken, in order."""

    id: UUID
    starts: list[datetime]
    ends: list[datetime]


class HadRow(Row):
    """An appointment of a customer's."""

    location_id: UUID
    start: datetime


class HeldRow(Row):
    """A start that somebody holds, for these services, and what it takes up."""

    id: UUID
    reservation_id: UUID
    location_id: UUID
    start: datetime
    services: list[dict[str, Any]]
    service_type: str
    at_once: bool
    employee_id: UUID
    assignment_reason: str | None
    created_at: datetime
    begins: datetime
    ends: datetime

    @property
    def codes(self) -> list[str]:
        """Of its services. One of before there were several says nothing of them."""
        return [one["service_type"] for one in self.services] or [self.service_type]


class VehicleRow(Row):
    """Whose a vehicle is."""

    owner_id: UUID
    is_removed: bool


class Has(msgspec.Struct):
    """What somebody has already: how many appointments ahead, which about that start, and their holds; and
    whose the vehicle is for which they ask, if that is known."""

    ahead: int
    about_then: list[HadRow]
    holds: list[HeldRow]
    vehicle: VehicleRow | None = None


NOTHING = Has(0, [], [])


class Read(msgspec.Struct):
    """All that the statement reads."""

    location: LocationRow | None
    service_types: list[ServiceTypeRow]
    policy: PolicyRow | None
    bays: list[UnitRow]
    equipment: list[UnitRow]
    lendables: list[UnitRow]
    technicians: list[TechnicianRow]
    opening: list[OpeningRow]
    closures: list[ClosureRow]
    taken: list[TakenRow]
    has: Has | None = None
