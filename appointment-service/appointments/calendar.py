"""When the workshop can take a vehicle: the one place that decides it.

`Calendar.judge` is asked by the list of slots, by booking, holding and rescheduling, and for alternatives; so
what is offered can be booked, and what is not offered cannot. Nothing here reads the database; that is
calendar_queries.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from appointments.kinds import ResourceKind
from appointments.local_time import A_DAY, Span, covers, joined, lasts, span, whole_day, within, without
from appointments.opening_times import OpeningTimes
from appointments.uses import NEVER_USED, Uses
from appointments.working_hours import hours_on
from resources.models import (
    DEFAULT_LOCATION_ID,
    Bay,
    Closure,
    Equipment,
    Location,
    Policy,
    ServiceType,
    Technician,
)


class Reason(StrEnum):
    """Why a start cannot be booked."""

    CLOSED = "closed"
    BETWEEN_SLOTS = "between_slots"
    BEYOND_HORIZON = "beyond_horizon"
    TOO_SOON = "too_soon"
    NO_BAY = "no_bay"
    NO_SKILLED_TECHNICIAN = "no_skilled_technician"
    NO_EQUIPMENT = "no_equipment"
    NOT_OFFERED_THEN = "not_offered_then"
    FULL = "full"


class Need(NamedTuple):
    """So many of a kind of resource, and those there are for it, in the order in which they are tried."""

    kind: ResourceKind
    count: int
    resources: list[Any]

    @property
    def is_met(self) -> bool:
        return len(self.resources) >= self.count


class Slot(NamedTuple):
    """A start that can be booked, and what is free for it. `occupied` has the buffer, `end` has not."""

    start: datetime
    end: datetime
    occupied: Span
    needs: list[Need]

    @property
    def capacity_left(self) -> int:
        """Rule: as many more vehicles can start here as the scarcest kind of resource has units for."""
        return min(len(need.resources) // need.count for need in self.needs)


class Day(NamedTuple):
    """One date on the location's clock: when it is open, when the service is offered by hours of its own, and
    who of the skilled is at work when."""

    open: list[Span]
    offered: list[Span]
    at_work: list[tuple[Technician, list[Span]]]


@dataclass
class Calendar:
    """All that decides whether a service can start at a moment, for a stretch of days."""

    now: datetime
    policy: Policy
    service_type: ServiceType
    opening_times: OpeningTimes
    closures: list[Closure]
    bays: list[Bay]
    technicians: list[Technician]
    equipment: list[Equipment]
    uses: dict[UUID, Uses]
    _days: dict[date, Day] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.location = self.service_type.location
        self.zone = self.location.zone
        self.duration = timedelta(minutes=self.service_type.duration_minutes)
        self.before = timedelta(minutes=self.service_type.buffer_before_minutes)
        self.occupation = self.duration + timedelta(minutes=self.service_type.buffer_minutes)
        self.step = timedelta(minutes=self.policy.slot_step_minutes)
        since = self.now.replace(second=0, microsecond=0) if self.policy.is_set_aside else self.now
        self.earliest = since + timedelta(minutes=self.policy.lead_minutes)
        self.equipment_needs = [
            Need(
                ResourceKind.EQUIPMENT,
                wanted["count"],
                [unit for unit in self.equipment if unit.kind == wanted["kind"]],
            )
            for wanted in self.service_type.equipment
        ]
        self.last_day = self.day_of(self.now) + timedelta(days=self.policy.horizon_days)

    def judge(self, start: datetime) -> Slot | Reason:
        """Whether the service can start at this instant.

        Rule: it can, if a bay of its kind, the equipment that it needs and a technician with its skill who is
        at work are free from the buffer before the start to the end of the one behind, all of it inside
        opening hours and outside of closures; and if the start is whole steps after opening, no sooner than
        the lead time and not beyond the horizon.
        Rule: a service that has hours of its own is done inside them, from its start to its end.
        Rule: where the policy is set aside any minute from now on is a start, and those hours do not count.
        Rule: periods that touch are one, at midnight too; each date counts its steps from its own opening.
        """
        if start < self.earliest:
            return Reason.TOO_SOON
        if self.day_of(start) > self.last_day:
            return Reason.BEYOND_HORIZON
        occupied = self.occupied_from(start)
        opening = within(self._day(self.day_of(start)).open, start)
        if opening is None or not self._is_open(occupied):
            return Reason.CLOSED
        if any(occupied.overlaps(Span(one.start, one.end)) for one in self.closures):
            return Reason.CLOSED
        if not (self.policy.is_set_aside or self._is_offered(Span(start, start + self.duration))):
            return Reason.NOT_OFFERED_THEN
        if (start - opening.start) % self.step:
            return Reason.BETWEEN_SLOTS
        if not self.bays:
            return Reason.NO_BAY
        skilled = self._day(self.day_of(occupied.start)).at_work
        at_work = [who for who, shifts in skilled if works(who, shifts, occupied, self.location)]
        if not at_work:
            return Reason.NO_SKILLED_TECHNICIAN
        if not all(need.is_met for need in self.equipment_needs):
            return Reason.NO_EQUIPMENT
        slot = self.with_what_is_free(start, occupied, at_work)
        return slot if all(need.is_met for need in slot.needs) else Reason.FULL

    def occupied_from(self, start: datetime) -> Span:
        """What a start takes up, with the buffers."""
        return Span(start - self.before, start + self.occupation)

    def with_what_is_free(self, start: datetime, occupied: Span, at_work: list[Technician]) -> Slot:
        needs = [
            Need(ResourceKind.BAY, 1, self.bays),
            *self.equipment_needs,
            Need(ResourceKind.TECHNICIAN, 1, at_work),
        ]
        free = [
            Need(kind, count, [one for one in resources if self.is_free(one.id, occupied)])
            for kind, count, resources in needs
        ]
        return Slot(start, start + self.duration, occupied, free)

    def slots(self, span: Span, at_most: int | None = None) -> Iterator[Slot]:
        """The slots that start within `span`, or those among its first so many starts."""
        starts = (start for day in self.days(span) for start in self.starts(day, span))
        for start in islice(starts, at_most):
            verdict = self.judge(start)
            if isinstance(verdict, Slot):
                yield verdict

    def verdicts(self, day: date, span: Span) -> list[Slot | Reason]:
        """What is said of each of a day's starts; of a day without any that it is closed."""
        return [self.judge(start) for start in self.starts(day, span)] or [Reason.CLOSED]

    def starts(self, day: date, span: Span) -> Iterator[datetime]:
        """A day's regular starts, in steps from opening: none in a gap of the clock, both in a fold."""
        for period in self._day(day).open:
            start = period.start
            open_until = self._open_until(period, period.end + self.occupation)
            while start < period.end and start + self.occupation <= open_until:
                if span.start <= start < span.end and (not self.before or self._is_open_before(start)):
                    yield start
                start += self.step

    def days(self, span: Span) -> Iterator[date]:
        """The dates that `span` touches on the location's clock."""
        day, last = self.day_of(span.start), self.day_of(span.end - timedelta(microseconds=1))
        while day <= last:
            yield day
            day += A_DAY

    def fairest_first(self, slot: Slot) -> list[Need]:
        """Rule: who has the fewest minutes to work that day comes first; among equals the lower id."""
        today = whole_day(self.day_of(slot.start), self.zone)

        def in_order(need: Need) -> Need:
            if need.kind != ResourceKind.TECHNICIAN:
                return need
            by_minutes = sorted(
                need.resources,
                key=lambda who: (self.uses.get(who.id, NEVER_USED).minutes_within(today), who.id),
            )
            return need._replace(resources=by_minutes)

        return [in_order(need) for need in slot.needs]

    def is_free(self, resource_id: UUID, wanted: Span) -> bool:
        return self.uses.get(resource_id, NEVER_USED).leave(wanted)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def _day(self, day: date) -> Day:
        if day not in self._days:
            skill = self.service_type.required_skill
            skilled = [who for who in self.technicians if has_skill(who, skill, day)]
            shifts = [(who, work_on(who, day, self.location)) for who in skilled]
            self._days[day] = Day(self.opening_times.on(day), self._offered_on(day), shifts)
        return self._days[day]

    def _is_open(self, during: Span) -> bool:
        opened = self._day(self.day_of(during.start)).open
        return covers(opened, during, lambda day: self._day(day).open, self.zone)

    def _is_open_before(self, start: datetime) -> bool:
        return self._is_open(Span(start - self.before, start))

    def _is_offered(self, during: Span) -> bool:
        if not self.service_type.hours:
            return True
        offered = self._day(self.day_of(during.start)).offered
        return covers(offered, during, lambda day: self._day(day).offered, self.zone)

    def _offered_on(self, day: date) -> list[Span]:
        return offered_on(day, self.service_type.hours, self.zone)

    def _open_until(self, period: Span, needed: datetime) -> datetime:
        return lasts(period, needed, lambda day: self._day(day).open, self.zone)


def offered_on(day: date, hours: list[dict[str, Any]], zone: ZoneInfo) -> list[Span]:
    """When a service that has these hours of its own is done on a date."""
    return joined(
        span(day, time.fromisoformat(one["opens"]), time.fromisoformat(one["closes"]), zone)
        for one in hours
        if one["weekday"] == day.weekday()
    )


def has_skill(technician: Technician, code: str, day: date) -> bool:
    """Rule: a skill counts up to and including the day it expires; a service may ask for none."""
    return not code or any(
        skill["code"] == code and (skill["expires_on"] is None or skill["expires_on"] >= day.isoformat())
        for skill in technician.skills
    )


def work_on(technician: Technician, day: date, location: Location) -> list[Span]:
    """When a technician is at work at a location on a date, on its clock; until 00:00 is until the midnight
    that ends it.

    Rule: by the hours of that date, if it has any of its own, or else of the week that counts then; and not
    during time off, which may begin and end at any minute.
    Rule: hours that name no location are worked at the default one.
    """
    here = str(location.id)
    shifts = joined(
        span(day, time.fromisoformat(hours["start"]), time.fromisoformat(hours["end"]), location.zone)
        for hours in hours_on(technician, day)
        if hours.get("location_id", str(DEFAULT_LOCATION_ID)) == here
    )
    away = [
        Span(datetime.fromisoformat(off["start"]), datetime.fromisoformat(off["end"]))
        for off in technician.time_off
    ]
    return without(shifts, away)


def works(technician: Technician, shifts: list[Span], during: Span, location: Location) -> bool:
    """Whether a technician with these shifts on its date works for all of that time, until the next dates if
    theirs touch."""
    return covers(shifts, during, lambda day: work_on(technician, day, location), location.zone)
