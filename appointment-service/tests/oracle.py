"""What can be booked by the rules alone: slow, minute by minute, and written without a look at the code.

It walks the minutes of UTC one after the other and looks at the clock on the wall at each. So it knows of no
gap, no fold and no offset: a night in which the clock is changed is a walk like any other.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.demands import Demand, how_often

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Part of a weekday (0 is Monday) on a clock; an end at 00:00 is the midnight that ends the day."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True)
class Service:
    """`equipment` is how many units it needs of which kind; without `hours` it is done at any time."""

    minutes: int
    buffer: int
    skill: str
    bay_kind: str
    before: int = 0
    equipment: tuple[tuple[str, int], ...] = ()
    hours: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A visit: services of a place by their numbers, one after the other or all at once; and of which kind
    something is to be lent with it, and until when, if that is later than the end of the work."""

    services: tuple[int, ...]
    at_once: bool
    lend: str = ""
    lent_until: datetime | None = None


@dataclass(frozen=True)
class Place:
    """A location: its clock, what it sells and what is asked for, when it is open, on some dates by hours of
    their own, and when not after all, its bays and its equipment by kind, its rules."""

    zone: str
    services: list[Service]
    wanted: Wanted
    open: list[Stretch]
    exceptions: dict[date, list[Stretch]]
    closed: list[tuple[datetime, datetime]]
    bay_kinds: list[str]
    equipment: list[str]
    lendables: list[str]
    step: int
    lead: int
    horizon: int


@dataclass(frozen=True)
class Work:
    """A service of a visit: the minutes in which it is done, and with the buffers."""

    service: Service
    done: range
    occupied: range


def works_of(place: Place, wanted: Wanted, start: datetime) -> list[Work]:
    """Rule: at once, all begin at the start; else what one takes up begins where that of the one before
    ends, and the first of them begins at the start."""
    works: list[Work] = []
    for service in (place.services[number] for number in wanted.services):
        begins = minute_of(start)
        if works and not wanted.at_once:
            begins = works[-1].occupied.stop + service.before
        done = range(begins, begins + service.minutes)
        works.append(Work(service, done, range(begins - service.before, done.stop + service.buffer)))
    return works


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
    equipment: dict[str, str]
    lendables: dict[str, str]
    people: dict[str, Person]
    uses: list[Use]
    minutes: range
    opened_at: dict[int, int] = field(default_factory=dict)
    at_work: dict[str, set[int]] = field(default_factory=dict)
    offered: dict[tuple[Stretch, ...], set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock(self.place.zone, self.minutes)
        for day in self.clock.dates():
            periods = self.place.exceptions.get(day, self.place.open)
            self.opened_at |= count_from_opening(self.clock.minutes_of(periods, day))
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
        """The starts that can be booked for what is asked for here, and by how many vehicles."""
        for minute in minutes:
            if vehicles := self.vehicles(self.place.wanted, instant(minute)):
                yield instant(minute), vehicles

    def vehicles(self, wanted: Wanted, start: datetime, but: Collection[Use] = ()) -> int:
        """How many can start, `but` what was taken by whom is moved there.

        Rule: a visit can start if for each of its services a bay of its kind, its equipment and a technician
        with its skill who is at work are free from the start to the end of the buffers, all of it inside
        opening hours and outside of closures; and if the start is whole steps after opening, no sooner than
        the lead time and not beyond the horizon. A service that has hours of its own is done inside them.
        """
        works = works_of(self.place, wanted, start)
        if not (self.may_start(start) and self.is_open(around(works)) and all(map(self.is_done_then, works))):
            return 0
        kinds = self.demands(works, wanted, but)
        return min(how_often(demands) for demands in kinds if demands)

    def demands(self, works: list[Work], wanted: Wanted, but: Collection[Use]) -> list[list[Demand]]:
        """Of bays, of technicians, of equipment and of what is lent."""
        bays, people, units, lent = [], [], [], []
        for kind, minutes in self.stays(works, wanted):
            there = {name for name, known in self.bays.items() if known == kind}
            bays.append(Demand(self.free(there, minutes, but), minutes))
        for work in works:
            able = {name for name, person in self.people.items() if self.can_do(name, person, work)}
            people.append(Demand(self.free(able, work.occupied, but), work.occupied))
            for kind, count in work.service.equipment:
                there = {name for name, known in self.equipment.items() if known == kind}
                units += [Demand(self.free(there, work.occupied, but), work.occupied)] * count
        if wanted.lend:
            minutes = loan_of(works, wanted)
            there = {name for name, known in self.lendables.items() if known == wanted.lend}
            lent.append(Demand(self.free(there, minutes, but), minutes))
        return [bays, people, units, lent]

    def stays(self, works: list[Work], wanted: Wanted) -> list[tuple[str, range]]:
        """Rule: at once is in one bay; else the vehicle changes its bay where the kind of bay changes."""
        if wanted.at_once:
            return [(works[0].service.bay_kind, around(works))]
        stays: list[list[Work]] = []
        for work in works:
            if stays and stays[-1][0].service.bay_kind == work.service.bay_kind:
                stays[-1].append(work)
            else:
                stays.append([work])
        return [(stay[0].service.bay_kind, around(stay)) for stay in stays]

    def free(self, names: set[str], minutes: range, but: Collection[Use]) -> frozenset[str]:
        begin, end = instant(minutes.start), instant(minutes.stop)
        others = [use for use in self.uses if use not in but]
        return frozenset(names - {use.resource for use in others if use.start < end and use.end > begin})

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

    def is_done_then(self, work: Work) -> bool:
        """Rule: periods that touch are one, at midnight too."""
        hours = work.service.hours
        if not hours:
            return True
        if hours not in self.offered:
            days = (self.clock.minutes_of(hours, day) for day in self.clock.dates())
            self.offered[hours] = set().union(*days)
        return all(minute in self.offered[hours] for minute in work.done)

    def can_do(self, name: str, person: Person, work: Work) -> bool:
        """Rule: a skill counts up to and including the day it expires, which is held against the day on
        which the technician begins; a service may ask for none."""
        if not (person.is_active and person.is_technician):
            return False
        skill, today = work.service.skill, self.clock.reads[work.occupied.start].date()
        if skill and (skill not in person.skills or (person.skills[skill] or date.max) < today):
            return False
        return all(minute in self.at_work[name] for minute in work.occupied)


def loan_of(works: list[Work], wanted: Wanted) -> range:
    """Rule: what is lent is lent from the start to the end of the work, or until later."""
    ends = max(work.done.stop for work in works)
    return range(works[0].done.start, max(ends, minute_of(wanted.lent_until)) if wanted.lent_until else ends)


def moved(wanted: Wanted, before: datetime, start: datetime) -> Wanted:
    """Rule: at a new time it is lent for as long after the start as at the one before."""
    until = wanted.lent_until
    return replace(wanted, lent_until=until and until + (start - before))


def around(works: list[Work]) -> range:
    return range(min(work.occupied.start for work in works), max(work.occupied.stop for work in works))


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
