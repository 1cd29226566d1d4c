"""What a vehicle comes for: a service, or several, one after the other or all at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from appointments.kinds import ResourceKind
from appointments.local_time import MINUTE, Span
from resources.models import ServiceType

MOST_SERVICES = 10
LONGEST_LOAN = timedelta(days=62)


class Lapse(NamedTuple):
    """A stretch of time as it lies to the start of a visit."""

    begins: timedelta
    ends: timedelta

    def after(self, start: datetime) -> Span:
        return Span(start + self.begins, start + self.ends)


class Step(NamedTuple):
    """A service of a visit, when it is worked on, and what it takes up with the buffers."""

    service_type: ServiceType
    work: Lapse
    occupied: Lapse


class Want(NamedTuple):
    """So many resources of a kind that some of the steps, by their numbers, are done with.

    `which` is the kind of bay or of equipment, or a technician's skill. What is wanted of one kind in one
    `stage` is wanted at the same time, and so of different ones; of different stages it never is.
    """

    kind: ResourceKind
    which: str
    count: int
    stage: int
    occupied: Lapse
    steps: tuple[int, ...]


class Visit:
    """Services of one location that are done in one visit.

    Rule: one after the other, what a service takes up begins where that of the one before ends, so that one
    bay and one technician may serve both; the vehicle changes its bay only where the kind of bay changes.
    Rule: its customer is lent something, of the kind `lend`, from its start to its end, or until
    `lent_until`, or for `lent_for`, where that is later.
    Rule: at once, all begin together, in one bay, each with a technician and equipment of its own.
    """

    def __init__(
        self,
        service_types: Sequence[ServiceType],
        *,
        at_once: bool = False,
        lend: str = "",
        lent_until: datetime | None = None,
        lent_for: timedelta | None = None,
    ) -> None:
        self.lend, self.lent_until, self.lent_for = lend, lent_until, lent_for
        self.service_types = list(service_types)
        self.at_once = at_once and len(self.service_types) > 1
        self.location = self.service_types[0].location
        self.steps = list(self._steps())
        self.work = _around(step.work for step in self.steps)
        self.occupied = _around(step.occupied for step in self.steps)
        self.wants = [*self._bays(), *self._equipment(), *self._technicians(), *self._lending()]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.service_types]

    @property
    def requested(self) -> "Requested":
        return Requested(self.codes, self.at_once, self.lend, self.lent_until, self.lent_for)

    def stage_of(self, number: int) -> int:
        return 0 if self.at_once else number

    def loan(self, work: Span) -> Span:
        """How long its customer has what they are lent."""
        until = self.requested.lent_until_from(work.start)
        return work if until is None else work._replace(end=max(work.end, until))

    def is_lent_too_long(self, start: datetime) -> bool:
        until = self.requested.lent_until_from(start)
        return until is not None and until > start + LONGEST_LOAN

    def _lending(self) -> Iterator[Want]:
        if self.lend:
            yield Want(ResourceKind.LENDABLE, self.lend, 1, 0, self.work, ())

    def _steps(self) -> Iterator[Step]:
        begins = timedelta(0)
        for number, one in enumerate(self.service_types):
            before = one.buffer_before_minutes * MINUTE
            if number and not self.at_once:
                begins += before
            work = Lapse(begins, begins + one.duration_minutes * MINUTE)
            occupied = Lapse(begins - before, work.ends + one.buffer_minutes * MINUTE)
            yield Step(one, work, occupied)
            if not self.at_once:
                begins = occupied.ends

    def _bays(self) -> Iterator[Want]:
        numbers = range(len(self.steps))
        if self.at_once:
            kinds = {one.bay_kind for one in self.service_types}
            # Where their kinds have come to differ since it was booked there is no bay for all of them.
            kind = kinds.pop() if len(kinds) == 1 else ""
            yield Want(ResourceKind.BAY, kind, 1, 0, self.occupied, tuple(numbers))
            return
        for kind, group in groupby(numbers, lambda number: self.service_types[number].bay_kind):
            there = tuple(group)
            occupied = _around(self.steps[number].occupied for number in there)
            yield Want(ResourceKind.BAY, kind, 1, there[0], occupied, there)

    def _equipment(self) -> Iterator[Want]:
        for number, step in enumerate(self.steps):
            for need in step.service_type.equipment:
                kind, count, stage = need["kind"], need["count"], self.stage_of(number)
                yield Want(ResourceKind.EQUIPMENT, kind, count, stage, step.occupied, (number,))

    def _technicians(self) -> Iterator[Want]:
        for number, step in enumerate(self.steps):
            skill, stage = step.service_type.required_skill, self.stage_of(number)
            yield Want(ResourceKind.TECHNICIAN, skill, 1, stage, step.occupied, (number,))


class Requested(NamedTuple):
    """What somebody wants: services of a location by their codes, and what is to be lent with them, until an
    instant or for so long after the start."""

    codes: list[str]
    at_once: bool = False
    lend: str = ""
    lent_until: datetime | None = None
    lent_for: timedelta | None = None

    def lent_until_from(self, start: datetime) -> datetime | None:
        """Until when that is, if it was said."""
        return start + self.lent_for if self.lent_for is not None else self.lent_until

    def visit(self, known: Mapping[str, ServiceType]) -> Visit:
        """Of the services of the location, by their codes."""
        services = [known[code] for code in self.codes]
        return Visit(
            services,
            at_once=self.at_once,
            lend=self.lend,
            lent_until=self.lent_until,
            lent_for=self.lent_for,
        )


def _around(lapses: Iterator[Lapse]) -> Lapse:
    begins, ends = zip(*lapses, strict=True)
    return Lapse(min(begins), max(ends))
