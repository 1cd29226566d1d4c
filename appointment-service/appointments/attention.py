"""Why a booking no longer has what it was promised: the calendar has changed under it.

The rules are those of calendar.py, for the bays and the technicians that the booking has and the time that it
was given; lead time, horizon and steps do not count, for it is booked already. Nothing here reads the
database; that is attention_queries.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models

from appointments.calendar import offered_on
from appointments.local_time import Span, dates_of, instant_text, joined, without
from appointments.statuses import HERE, HOLDING_CAPACITY
from appointments.working_hours import has_skill, work_on
from resources.models import Bay, Equipment, Lendable, Location, ServiceType, Technician

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
    LENDABLE_OUT_OF_USE = "lendable_out_of_use"
    LENDABLE_UNSUITABLE = "lendable_unsuitable"


EVERY_REASON = frozenset(AttentionReason)
# What another start, bay and technician at the same location is an answer to.
OF_THE_PLACE = EVERY_REASON - {AttentionReason.LOCATION_INACTIVE}
BEFORE_IT_IS_HERE = frozenset(
    {
        AttentionReason.LOCATION_INACTIVE,
        AttentionReason.CLOSED,
        AttentionReason.NOT_OFFERED_THEN,
        AttentionReason.TECHNICIAN_NOT_AT_WORK,
        AttentionReason.LENDABLE_OUT_OF_USE,
        AttentionReason.LENDABLE_UNSUITABLE,
    }
)


def reasons_of(attention: Attention | None) -> list[str]:
    return [reason.value for reason in AttentionReason if reason in (attention or {})]


def without_meaning(status: str) -> frozenset[AttentionReason]:
    """Rule: what is over needs no attention, and once the vehicle is here nobody asks for hours any more, nor
    for what its customer is lent, for they have it."""
    if status not in HOLDING_CAPACITY:
        return EVERY_REASON
    return BEFORE_IT_IS_HERE if status in HERE else frozenset()


class BookedPart(NamedTuple):
    """A service of a booking. `occupied` has the buffers, `during` has not."""

    service_type: ServiceType
    during: Span
    occupied: Span
    bay_id: UUID
    employee_id: UUID


class Booking(NamedTuple):
    """What is read of an appointment. `equipment` are the units that it takes, and from when; `lent` is what
    is lent with it and not back, and of which kind that is to be."""

    parts: Sequence[BookedPart]
    at_once: bool
    equipment: Sequence[tuple[UUID, datetime]]
    id: UUID
    status: str
    attention: Attention | None
    accepted: Attention | None
    lent: tuple[UUID, str] | None = None

    @property
    def occupied(self) -> Span:
        spans = [part.occupied for part in self.parts]
        return Span(min(one.start for one in spans), max(one.end for one in spans))

    @property
    def equipped(self) -> Iterator[tuple[list[ServiceType], list[UUID]]]:
        """What is done with equipment at the same time, and with which units."""
        if self.at_once:
            yield [part.service_type for part in self.parts], [unit for unit, _ in self.equipment]
            return
        for part in self.parts:
            begun = [unit for unit, start in self.equipment if start == part.occupied.start]
            yield [part.service_type], begun


@dataclass
class Surroundings:
    """All of a location that its bookings rely on."""

    location: Location
    open_on: Callable[[date], list[Span]]
    closures: list[Span]
    bays: dict[UUID, Bay]
    equipment: dict[UUID, Equipment]
    technicians: dict[UUID, Technician]
    lendables: dict[UUID, Lendable]
    _open: dict[date, list[Span]] = field(default_factory=dict)
    _work: dict[tuple[UUID, date], list[Span]] = field(default_factory=dict)

    def objections(self, booking: Booking) -> dict[str, str]:
        """Why a booking cannot be kept as it is, and by which facts.

        Rule: its location is active, open for all of its time and has no closure then; each of its services
        is done then, if it has hours of its own; its bay is in use and of the kind that the service needs,
        and so is its equipment; its technician works here, has the skill on that day and is at work for all
        of it. What is lent with it is in use and of the kind that was asked for.
        """
        meaningless = without_meaning(booking.status)
        found: dict[str, dict[str, None]] = defaultdict(dict)  # the facts of a reason, each once
        for reason, facts in self._of(booking):
            if reason not in meaningless:
                found[str(reason)][facts] = None
        return {reason: " ".join(facts) for reason, facts in found.items()}

    def _of(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        yield from self._of_the_location(booking)
        for service_types, units in booking.equipped:
            yield from self._of_the_equipment(service_types, units)
        for part in booking.parts:
            if left_out := self._not_offered_during(part):
                yield AttentionReason.NOT_OFFERED_THEN, _text(left_out)
            yield from self._of_the_bay(part)
            yield from self._of_the_technician(part)
        if booking.lent:
            yield from self._of_the_loan(*booking.lent)

    def _of_the_location(self, booking: Booking) -> Iterator[tuple[AttentionReason, str]]:
        if not self.location.is_active:
            yield AttentionReason.LOCATION_INACTIVE, str(self.location.id)
        if closed := self._closed_during(booking.occupied):
            yield AttentionReason.CLOSED, _text(closed)

    def _of_the_bay(self, part: BookedPart) -> Iterator[tuple[AttentionReason, str]]:
        bay, wanted = self.bays.get(part.bay_id), part.service_type.bay_kind
        if bay is None or not bay.is_active:
            yield AttentionReason.BAY_OUT_OF_USE, str(part.bay_id)
        elif bay.kind != wanted:
            yield AttentionReason.BAY_UNSUITABLE, f"{bay.id} {bay.kind} {wanted}"

    def _of_the_equipment(
        self, service_types: list[ServiceType], unit_ids: list[UUID]
    ) -> Iterator[tuple[AttentionReason, str]]:
        units = [self.equipment[one] for one in unit_ids if one in self.equipment]
        if idle := sorted(str(unit.id) for unit in units if not unit.is_active):
            yield AttentionReason.EQUIPMENT_OUT_OF_USE, " ".join(idle)
        needed: Counter[str] = Counter()
        for service_type in service_types:
            needed.update({need["kind"]: need["count"] for need in service_type.equipment})
        if lacking := needed - Counter(unit.kind for unit in units):
            facts = " ".join(f"{count} {kind}" for kind, count in lacking.items())
            yield AttentionReason.EQUIPMENT_UNSUITABLE, facts

    def _of_the_loan(self, lendable_id: UUID, wanted: str) -> Iterator[tuple[AttentionReason, str]]:
        lendable = self.lendables[lendable_id]
        if not lendable.is_active:
            yield AttentionReason.LENDABLE_OUT_OF_USE, str(lendable_id)
        elif lendable.kind != wanted:
            yield AttentionReason.LENDABLE_UNSUITABLE, f"{lendable_id} {lendable.kind} {wanted}"

    def _of_the_technician(self, part: BookedPart) -> Iterator[tuple[AttentionReason, str]]:
        technician = self.technicians.get(part.employee_id)
        if technician is None:
            yield AttentionReason.TECHNICIAN_GONE, str(part.employee_id)
            return
        skill, day = part.service_type.required_skill, self.location.date_of(part.occupied.start)
        if not has_skill(technician, skill, day):
            yield AttentionReason.TECHNICIAN_UNSKILLED, f"{technician.id} {skill}"
        if away := self._away_during(technician, part.occupied):
            yield AttentionReason.TECHNICIAN_NOT_AT_WORK, f"{technician.id} {_text(away)}"

    def _closed_during(self, occupied: Span) -> list[Span]:
        opened = [period for day in self._days(occupied) for period in self._open_on(day)]
        closures = (
            Span(max(closure.start, occupied.start), min(closure.end, occupied.end))
            for closure in self.closures
            if closure.overlaps(occupied)
        )
        return joined([*without([occupied], opened), *closures])

    def _not_offered_during(self, part: BookedPart) -> list[Span]:
        hours, during = part.service_type.hours, part.during
        if not hours:
            return []
        offered = [one for day in self._days(during) for one in offered_on(day, hours, self.location.zone)]
        return without([during], offered)

    def _away_during(self, technician: Technician, occupied: Span) -> list[Span]:
        return without(
            [occupied], [shift for day in self._days(occupied) for shift in self._work_on(technician, day)]
        )

    def _days(self, during: Span) -> Iterator[date]:
        return dates_of(during, self.location.zone)

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
