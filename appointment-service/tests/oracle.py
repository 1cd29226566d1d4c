"""What can be booked by the rules alone: slow, minute by minute, and written without a look at the code.

It walks the minutes of UTC one after the other and looks at the clock on the wall at each. So it knows of no
gap, no fold and no offset: a night in which the clock is changed is a walk like any other.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Part of a weekday (0 is Monday) on a clock; an end at 00:00 is the midnight that ends the day."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True)
class Service:
    minutes: int
    buffer: int
    skill: str
    bay_kind: str


@dataclass(frozen=True)
class Place:
    """A location: its clock, when it is open and when not after all, its bays by kind, its rules."""

    zone: str
    service: Service
    open: list[Stretch]
    closed: list[tuple[datetime, datetime]]
    bay_kinds: list[str]
    step: int
    lead: int
    horizon: int


@dataclass(frozen=True)
class Person:
    """Who works there: until when each skill counts, and the hours at each place by its number."""

    skills: dict[str, date | None]
    hours: dict[int, list[Stretch]]
    is_technician: bool
    is_active: bool


@dataclass(frozen=True)
class Use:
    """A bay or a technician is taken."""

    resource: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Free:
    """Who and what is free for a start."""

    bays: set[str]
    people: set[str]

    @property
    def vehicles(self) -> int:
        return min(len(self.bays), len(self.people))


class Clock:
    """What the clock on a wall reads, minute by minute."""

    def __init__(self, zone: str, minutes: range) -> None:
        wall = ZoneInfo(zone)
        self.reads = {
            minute: datetime.fromtimestamp(60 * minute, wall).replace(tzinfo=None) for minute in minutes
        }
        self._first: dict[datetime, int] = {}

    def dates(self) -> list[date]:
        """Those that are walked through from beginning to end."""
        return sorted({reading.date() for reading in self.reads.values()})[1:-1]

    def first(self, day: date, at: time) -> int:
        """The first minute at which it reads so, or has been put past it."""
        wanted = datetime.combine(day, at)
        if wanted not in self._first:
            self._first[wanted] = next(minute for minute, reading in self.reads.items() if reading >= wanted)
        return self._first[wanted]

    def minutes_of(self, stretches: Iterable[Stretch], day: date) -> set[int]:
        """Rule: a period lasts from the first moment the clock reads its beginning until the first moment it
        reads its end."""
        found: set[int] = set()
        for one in stretches:
            if one.weekday == day.weekday():
                end_day = day + A_DAY if one.ends == time.min else day
                found |= set(range(self.first(day, one.begins), self.first(end_day, one.ends)))
        return found


@dataclass
class Oracle:
    """Judges the starts at one place. Bays and people are known by their names."""

    now: datetime
    place: Place
    number: int
    bays: dict[str, str]
    people: dict[str, Person]
    uses: list[Use]
    minutes: range
    opened_at: dict[int, int] = field(default_factory=dict)
    at_work: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock(self.place.zone, self.minutes)
        for day in self.clock.dates():
            self.opened_at |= count_from_opening(self.clock.minutes_of(self.place.open, day))
        for name, person in self.people.items():
            hours = person.hours.get(self.number, [])
            shifts = (self.clock.minutes_of(hours, day) for day in self.clock.dates())
            self.at_work[name] = set().union(*shifts)
        self.shut = {
            minute
            for start, end in self.place.closed
            for minute in self.minutes
            if start < instant(minute + 1) and end > instant(minute)
        }

    def bookable(self, minutes: Iterable[int]) -> Iterator[tuple[datetime, int]]:
        """The starts that can be booked, and by how many vehicles."""
        for minute in minutes:
            if vehicles := self.free(instant(minute)).vehicles:
                yield instant(minute), vehicles

    def free(self, start: datetime, but: Collection[Use] = ()) -> Free:
        """Who and what is free for a start, `but` what was taken by whom is moved there.

        Rule: a service can start if a bay of its kind and a technician with its skill who is at work are
        free from the start to the end of the buffer, all of it inside opening hours and outside of closures;
        and if the start is whole steps after opening, no sooner than the lead time and not beyond the
        horizon.
        """
        if not self.may_start(start) or not self.is_open(self.occupied(start)):
            return Free(set(), set())
        end = instant(self.occupied(start).stop)
        others = [use for use in self.uses if use not in but]
        taken = {use.resource for use in others if use.start < end and use.end > start}
        bays = {name for name, kind in self.bays.items() if kind == self.place.service.bay_kind}
        people = {name for name, person in self.people.items() if self.can_do(name, person, start)}
        return Free(bays - taken, people - taken)

    def may_start(self, start: datetime) -> bool:
        """Rule: each date counts its steps from its own opening; starts are whole minutes."""
        if start < self.now + timedelta(minutes=self.place.lead) or start.second or start.microsecond:
            return False
        today = self.now.astimezone(ZoneInfo(self.place.zone)).date()
        begins = minute_of(start)
        if self.clock.reads[begins].date() > today + self.place.horizon * A_DAY:
            return False
        return begins in self.opened_at and (begins - self.opened_at[begins]) % self.place.step == 0

    def is_open(self, during: range) -> bool:
        """Rule: periods that touch are one, at midnight too."""
        return all(minute in self.opened_at and minute not in self.shut for minute in during)

    def can_do(self, name: str, person: Person, start: datetime) -> bool:
        """Rule: a skill counts up to and including the day it expires, which is held against the day on
        which the work starts; a service may ask for none."""
        if not (person.is_active and person.is_technician):
            return False
        skill, today = self.place.service.skill, self.clock.reads[minute_of(start)].date()
        if skill and (skill not in person.skills or (person.skills[skill] or date.max) < today):
            return False
        return all(minute in self.at_work[name] for minute in self.occupied(start))

    def occupied(self, start: datetime) -> range:
        service, begins = self.place.service, minute_of(start)
        return range(begins, begins + service.minutes + service.buffer)


def count_from_opening(open_minutes: set[int]) -> dict[int, int]:
    """Of each of a date's minutes the one at which its period was opened; what touches is one."""
    opened_at: dict[int, int] = {}
    for minute in sorted(open_minutes):
        opened_at[minute] = opened_at.get(minute - 1, minute)
    return opened_at


def instant(minute: int) -> datetime:
    return datetime.fromtimestamp(60 * minute, UTC)


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
