"""When the workshop can take a vehicle: the one place that decides it.

`Calendar.judge` is asked by the list of slots, by booking, holding and rescheduling, and for alternatives; so
what is offered can be booked, and what is not offered cannot. Nothing here reads the database; that is
calendar_queries.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from appointments.kinds import ResourceKind
from appointments.local_time import Span, covers, dates_of, joined, lasts, span, within
from appointments.needs import Need, room
from appointments.opening_times import OpeningTimes
from appointments.uses import NEVER_USED, Uses
from appointments.visit import Step, Visit
from appointments.working_hours import has_skill, work_on, works
from resources.models import (
    Bay,
    Closure,
    Equipment,
    Lendable,
    Policy,
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
    NOTHING_TO_LEND = "nothing_to_lend"
    LENT_TOO_LONG = "lent_too_long"
    NOT_OFFERED_THEN = "not_offered_then"
    FULL = "full"


# Why there is none of a kind, in the order in which it is said.
LACKING = {
    ResourceKind.BAY: Reason.NO_BAY,
    ResourceKind.TECHNICIAN: Reason.NO_SKILLED_TECHNICIAN,
    ResourceKind.EQUIPMENT: Reason.NO_EQUIPMENT,
    ResourceKind.LENDABLE: Reason.NOTHING_TO_LEND,
}
Able = Callable[[str, Span], list[Technician]]


class Slot(NamedTuple):
    """A start of a visit, what is free for it, and how many more such visits can start then.

    Rule: that is as often as all that they need is free side by side.
    """

    visit: Visit
    start: datetime
    needs: list[Need]
    capacity_left: int

    @property
    def end(self) -> datetime:
        """When the last of the work is done, without its buffer."""
        return self.start + self.visit.work.ends

    def only(self, kept: Callable[[Need, Any], bool]) -> "Slot":
        """The same with those resources alone."""
        needs = [
            need._replace(resources=[one for one in need.resources if kept(need, one)]) for need in self.needs
        ]
        return self._replace(needs=needs, capacity_left=room(needs))


@dataclass
class Calendar:
    """All that decides whether a visit can start at a moment, for a stretch of days."""

    now: datetime
    policy: Policy
    visit: Visit
    opening_times: OpeningTimes
    closures: list[Closure]
    bays: list[Bay]
    technicians: list[Technician]
    equipment: list[Equipment]
    lendables: list[Lendable]
    uses: dict[UUID, Uses]
    _open: dict[date, list[Span]] = field(default_factory=dict)
    _offered: dict[tuple[UUID, date], list[Span]] = field(default_factory=dict)
    _skilled: dict[tuple[str, date], list[tuple[Technician, list[Span]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.location = self.visit.location
        self.zone = self.location.zone
        self.step = timedelta(minutes=self.policy.slot_step_minutes)
        since = self.now.replace(second=0, microsecond=0) if self.policy.is_set_aside else self.now
        self.earliest = since + timedelta(minutes=self.policy.lead_minutes)
        self.last_day = self.day_of(self.now) + timedelta(days=self.policy.horizon_days)
        known: dict[ResourceKind, list[Any]] = {
            ResourceKind.BAY: self.bays,
            ResourceKind.EQUIPMENT: self.equipment,
            ResourceKind.LENDABLE: self.lendables,
        }
        self._units: dict[tuple[ResourceKind, str], list[Any]] = {
            (want.kind, want.which): [one for one in known[want.kind] if one.kind == want.which]
            for want in self.visit.wants
            if want.kind in known
        }

    def judge(self, start: datetime) -> Slot | Reason:
        """Whether the visit can start at this instant.

        Rule: it can, if for each of its services a bay of its kind, the equipment that it needs and a
        technician with its skill who is at work are free from the buffer before its start to the end of the
        one behind, all of it inside opening hours and outside of closures; and if the start is whole steps
        after opening, no sooner than the lead time and not beyond the horizon.
        Rule: what its customer is to be lent is free for as long as they are to have it, which is at most 62
        days from the start.
        Rule: a service that has hours of its own is done inside them, from its start to its end.
        Rule: where the policy is set aside any minute from now on is a start, and those hours do not count.
        Rule: periods that touch are one, at midnight too; each date counts its steps from its own opening.
        """
        if start < self.earliest:
            return Reason.TOO_SOON
        if self.day_of(start) > self.last_day:
            return Reason.BEYOND_HORIZON
        occupied = self.visit.occupied.after(start)
        opening = within(self._open_on(self.day_of(start)), start)
        if opening is None or not self._is_open(occupied):
            return Reason.CLOSED
        if any(occupied.overlaps(Span(one.start, one.end)) for one in self.closures):
            return Reason.CLOSED
        if not (self.policy.is_set_aside or self._are_offered(start)):
            return Reason.NOT_OFFERED_THEN
        if (start - opening.start) % self.step:
            return Reason.BETWEEN_SLOTS
        if self.visit.is_lent_too_long(start):
            return Reason.LENT_TOO_LONG
        needs = self._needs(start, self._at_work)
        slot = self._slot(start, needs)
        return slot if slot.capacity_left else _why_full(needs)

    def narrowed(self, technician: UUID | None, bay: UUID | None) -> "Calendar":
        """The same with this technician and this bay alone, where one is named."""
        return replace(
            self,
            technicians=[who for who in self.technicians if technician in {None, who.id}],
            bays=[one for one in self.bays if bay in {None, one.id}],
        )

    def from_now(self, now: datetime) -> Slot:
        """What is free from now on, whatever the hours say. A buffer before is over by then."""
        start = now.replace(microsecond=0)
        needs = self._needs(start, lambda skill, during: [who for who, _ in self._able(skill, during)])
        begun = [need._replace(during=Span(max(need.during.start, now), need.during.end)) for need in needs]
        return self._slot(start, begun)

    def _slot(self, start: datetime, needs: list[Need]) -> Slot:
        free = [
            Need(kind, stage, count, during, steps, [one for one in known if self.is_free(one.id, during)])
            for kind, stage, count, during, steps, known in needs
        ]
        return Slot(self.visit, start, free, room(free))

    def _needs(self, start: datetime, able: Able) -> list[Need]:
        """What the visit needs then, and all that there is for it, free or not."""
        needs = []
        for kind, which, count, stage, occupied, steps in self.visit.wants:
            during = occupied.after(start)
            if kind == ResourceKind.LENDABLE:
                during = self.visit.loan(during)
            known = able(which, during) if kind == ResourceKind.TECHNICIAN else self._units[kind, which]
            needs.append(Need(kind, stage, count, during, steps, known))
        return needs

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
        begins, ends = self.visit.occupied
        for period in self._open_on(day):
            start = period.start
            open_until = self._open_until(period, period.end + ends)
            while start < period.end and start + ends <= open_until:
                if span.start <= start < span.end and (not begins or self._is_open_before(start)):
                    yield start
                start += self.step

    def days(self, span: Span) -> Iterator[date]:
        """The dates that `span` touches on the location's clock."""
        return dates_of(span, self.zone)

    def is_free(self, resource_id: UUID, wanted: Span) -> bool:
        return self.uses.get(resource_id, NEVER_USED).leave(wanted)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def _at_work(self, skill: str, during: Span) -> list[Technician]:
        able = self._able(skill, during)
        return [who for who, shifts in able if works(who, shifts, during, self.location)]

    def _able(self, skill: str, during: Span) -> list[tuple[Technician, list[Span]]]:
        """Who has a skill on the date on which this begins, and when they are at work on it."""
        day = self.day_of(during.start)
        if (skill, day) not in self._skilled:
            skilled = [who for who in self.technicians if has_skill(who, skill, day)]
            self._skilled[skill, day] = [(who, work_on(who, day, self.location)) for who in skilled]
        return self._skilled[skill, day]

    def _open_on(self, day: date) -> list[Span]:
        if day not in self._open:
            self._open[day] = self.opening_times.on(day)
        return self._open[day]

    def _is_open(self, during: Span) -> bool:
        return covers(self._open_on(self.day_of(during.start)), during, self._open_on, self.zone)

    def _is_open_before(self, start: datetime) -> bool:
        return self._is_open(Span(start + self.visit.occupied.begins, start))

    def _are_offered(self, start: datetime) -> bool:
        return all(self._is_offered(step, start) for step in self.visit.steps)

    def _is_offered(self, step: Step, start: datetime) -> bool:
        service_type = step.service_type
        if not service_type.hours:
            return True

        def offered(day: date) -> list[Span]:
            if (service_type.id, day) not in self._offered:
                self._offered[service_type.id, day] = offered_on(day, service_type.hours, self.zone)
            return self._offered[service_type.id, day]

        during = step.work.after(start)
        return covers(offered(self.day_of(during.start)), during, offered, self.zone)

    def _open_until(self, period: Span, needed: datetime) -> datetime:
        return lasts(period, needed, self._open_on, self.zone)


def _why_full(needs: list[Need]) -> Reason:
    """Whether there would be room if all that there is were free."""
    lacking = (
        reason for kind, reason in LACKING.items() if not room([need for need in needs if need.kind == kind])
    )
    return next(lacking, Reason.FULL)


def offered_on(day: date, hours: list[dict[str, Any]], zone: ZoneInfo) -> list[Span]:
    """When a service that has these hours of its own is done on a date."""
    return joined(
        span(day, time.fromisoformat(one["opens"]), time.fromisoformat(one["closes"]), zone)
        for one in hours
        if one["weekday"] == day.weekday()
    )
