"""Why a booking no longer has what it was promised: the calendar has changed under it.

The rules are those of calendar.py, for the bay and the technician that the booking has and the time that it
was given; lead time, horizon and steps do not count, for it is booked already. Nothing here reads the
database; that is attention_queries.py.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db import models

from appointments.calendar import has_skill, offered_on, work_on
from appointments.local_time import A_DAY, Span, instant_text, joined, without
from appointments.statuses import HERE, HOLDING_CAPACITY
from resources.models import Bay, Equipment, Location, ServiceType, Technician

# What it needs attention for: each reason with the facts that it rests on.
Attention = Mapping[str, str]


class AttentionReason(models.TextChoices):
    """Why a booking needs attention. In this order they are shown."""

    LOCATION_INACTIVE = "location_inactive"
    CLOSED = "closed"
    NOT_OFFERED_THEN = "not_offered_then"
    BAY_OUT_OF_USE = "bay_out_of_use"
    BAY_UNSUITABLE = "bay_unsuitable"
    EQUIPMENT_OUT_OF_USE = "equipment_out_of_use"
    EQUIPMENT_UNSUITABLE = "equipment_unsuitable"
    TECHNICIAN_GONE = "technician_gone"
    TECHNICIAN_UNSKILLED = "technician_unskilled"
    TECHNICIAN_NOT_AT_WORK = "technician_not_at_work"


EVERY_REASON = frozenset(AttentionReason)
# What another start, bay and technician at the same location is an answer to.
OF_THE_PLACE = EVERY_REASON - {AttentionReason.LOCATION_INACTIVE}
OF_HOURS = frozenset(
    {
        AttentionReason.LOCATION_INACTIVE,
        AttentionReason.CLOSED,
        AttentionReason.NOT_OFFERED_THEN,
        AttentionReason.TECHNICIAN_NOT_AT_WORK,
    }
)
OF_THE_TECHNICIAN = frozenset(
    {
        AttentionReason.TECHNICIAN_GONE,
        AttentionReason.TECHNICIAN_UNSKILLED,
        AttentionReason.TECHNICIAN_NOT_AT_WORK,
    }
)


def reasons_of(attention: Attention | None) -> list[str]:
    return [reason.value for reason in AttentionReason if reason in (attention or {})]


def without_meaning(status: str) -> frozenset[AttentionReason]:
    """Rule: what is over needs no attention, and once the vehicle is here nobody asks for hours any more."""
    if status not in HOLDING_CAPACITY:
        return EVERY_REASON
    return OF_HOURS if status in HERE else frozenset()


class Booking(NamedTuple):
    """What is read of an appointment. `occupied` has the buffers, `during` has not."""

    occupied: Span
    during: Span
    service_type: ServiceType
    equipment: Sequence[UUID]
    id: UUID
    status: str
    bay_id: UUID
    employee_id: UUID
    attention: Attention | None
    accepted: Attention | None


@dataclass
class Surroundings:
    """All of a location that its bookings rely on."""

    location: Location
    open_on: Callable[[date], list[Span]]
    closures: list[Span]
    bays: dict[UUID, Bay]
    equipment: dict[UUID, Equipment]
    technicians: dict[UUID, Technician]
    _open: dict[date, list[Span]] = field(default_factory=dict)
    _work: dict[tuple[UUID, date], list[Span]] = field(default_factory=dict)

    def objections(self, booking: Booking) -> dict[str, str]:
        """Why a booking cannot be kept as it is, and by which facts.

        Rule: its location is active, open for all of its time and has no closure then; its service is done
        then, if it has hours of its own; its bay is in use and of the kind that the service needs, and so is
        its equipment; its technician works here, has the skill on that day and is at work for all of it.
        """
        meaningless = without_meaning(booking.status)
        parts = (
            self._of_the_location(booking),
            self._of_the_bay(booking),
            self._of_the_equipment(booking),
            self._of_the_technician(booking),
        )
        return {str(reason): facts for reason, facts in chain(*parts) if reason not in meaningless}

    def _of_the_location(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        if not self.location.is_active:
            yield AttentionReason.LOCATION_INACTIVE, str(self.location.id)
        if closed := self._closed_during(booking.occupied):
            yield AttentionReason.CLOSED, _text(closed)
        if left_out := self._not_offered_during(booking):
            yield AttentionReason.NOT_OFFERED_THEN, _text(left_out)

    def _of_the_bay(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        bay = self.bays.get(booking.bay_id)
        if bay is None or not bay.is_active:
            yield AttentionReason.BAY_OUT_OF_USE, str(booking.bay_id)
        elif bay.kind != booking.service_type.bay_kind:
            yield AttentionReason.BAY_UNSUITABLE, f"{bay.id} {bay.kind} {booking.service_type.bay_kind}"

    def _of_the_equipment(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        units = [self.equipment[one] for one in booking.equipment if one in self.equipment]
        if idle := sorted(str(unit.id) for unit in units if not unit.is_active):
            yield AttentionReason.EQUIPMENT_OUT_OF_USE, " ".join(idle)
        kinds = Counter(unit.kind for unit in units)
        lacking = [need for need in booking.service_type.equipment if kinds[need["kind"]] < need["count"]]
        if lacking:
            yield (
                AttentionReason.EQUIPMENT_UNSUITABLE,
                " ".join(f"{need['count'] - kinds[need['kind']]} {need['kind']}" for need in lacking),
            )

    def _of_the_technician(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        technician = self.technicians.get(booking.employee_id)
        if technician is None:
            yield AttentionReason.TECHNICIAN_GONE, str(booking.employee_id)
            return
        skill, day = booking.service_type.required_skill, self._day_of(booking.occupied.start)
        if not has_skill(technician, skill, day):
            yield AttentionReason.TECHNICIAN_UNSKILLED, f"{technician.id} {skill}"
        if away := self._away_during(technician, booking.occupied):
            yield AttentionReason.TECHNICIAN_NOT_AT_WORK, f"{technician.id} {_text(away)}"

    def _closed_during(self, occupied: Span) -> list[Span]:
        opened = [period for day in self._days(occupied) for period in self._open_on(day)]
        closures = (
            Span(max(closure.start, occupied.start), min(closure.end, occupied.end))
            for closure in self.closures
            if closure.overlaps(occupied)
        )
        return joined([*without([occupied], opened), *closures])

    def _not_offered_during(self, booking: Booking) -> list[Span]:
        hours = booking.service_type.hours
        if not hours:
            return []
        offered = [
            one for day in self._days(booking.during) for one in offered_on(day, hours, self.location.zone)
        ]
        return without([booking.during], offered)

    def _away_during(self, technician: Technician, occupied: Span) -> list[Span]:
        return without(
            [occupied], [shift for day in self._days(occupied) for shift in self._work_on(technician, day)]
        )

    def _days(self, occupied: Span) -> Iterator[date]:
        day, last = self._day_of(occupied.start), self._day_of(occupied.end - timedelta.resolution)
        while day <= last:
            yield day
            day += A_DAY

    def _day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.location.zone).date()

    def _open_on(self, day: date) -> list[Span]:
        if day not in self._open:
            self._open[day] = self.open_on(day)
        return self._open[day]

    def _work_on(self, technician: Technician, day: date) -> list[Span]:
        if (technician.id, day) not in self._work:
            self._work[technician.id, day] = work_on(technician, day, self.location)
        return self._work[technician.id, day]


def _text(spans: Iterable[Span]) -> str:
    return " ".join(f"{instant_text(one.start)}/{instant_text(one.end)}" for one in spans)
