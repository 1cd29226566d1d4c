"""Reads what attention.py decides on: as many queries for a thousand bookings of a location as for one."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from appointments.attention import Booking, Surroundings
from appointments.calendar_queries import opening_times
from appointments.local_time import Span
from appointments.models import Allocation, AppointmentQuerySet, ResourceKind
from resources.models import Bay, Closure, Equipment, Location, Technician


def bookings_ahead(appointments: AppointmentQuerySet, now: datetime) -> dict[UUID, list[Booking]]:
    """Those of them that are ahead, by location."""
    ahead = appointments.ahead(now)
    equipment = _equipment_of(ahead)
    rows = ahead.filter(reservation__allocations__kind=ResourceKind.BAY).values_list(
        "location_id", "reservation_id", "reservation__allocations__during",
        "start", "end", "id", "status", "service_type__hours", "bay_id", "service_type__bay_kind",
        "service_type__equipment", "employee_id", "service_type__required_skill", "attention", "accepted",
    )  # fmt: skip
    found: dict[UUID, list[Booking]] = defaultdict(list)
    for location_id, reservation_id, taken, start, end, appointment_id, status, *others in rows:
        occupied, during = Span(taken.lower, taken.upper), Span(start, end)
        units = equipment.get(reservation_id, ())
        booking = Booking(appointment_id, status, occupied, during, *others, equipment=units)
        found[location_id].append(booking)
    return found


def surroundings(location: Location, bookings: list[Booking]) -> Surroundings:
    """What these bookings of a location rely on, as it stands now."""
    known = Span(min(one.occupied.start for one in bookings), max(one.occupied.end for one in bookings))
    closures = Closure.objects.filter(location=location, start__lt=known.end, end__gt=known.start)
    return Surroundings(
        location=location,
        open_on=opening_times(location, known).on,
        closures=[Span(*closure) for closure in closures.values_list("start", "end")],
        bays={bay.id: bay for bay in Bay.objects.filter(location=location)},
        equipment={unit.id: unit for unit in Equipment.objects.filter(location=location)},
        technicians=Technician.objects.assignable().in_bulk({one.employee_id for one in bookings}),
    )


def _equipment_of(ahead: AppointmentQuerySet) -> dict[UUID, list[UUID]]:
    """The units that they take, by reservation."""
    reservations = ahead.values("reservation_id")
    taken = Allocation.objects.filter(kind=ResourceKind.EQUIPMENT, reservation_id__in=reservations)
    units: dict[UUID, list[UUID]] = defaultdict(list)
    for reservation_id, unit_id in taken.values_list("reservation_id", "resource_id"):
        units[reservation_id].append(unit_id)
    return units
