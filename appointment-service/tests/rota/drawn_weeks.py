"""Weeks at two locations as hypothesis draws them, and what their rota is, minute by minute.

The rota is recomputed here by walking the minutes of UTC and looking at the clock on the wall at each: an
hour is whatever minutes in a row show the same hour by the same offset.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from hypothesis import strategies as st

from tests.drawn_workshops import NIGHTS, SKILLS, mostly, people, weeks
from tests.oracle import A_DAY, Clock, Person, Stretch, instant, minute_of

DAYS = 7
Minutes = set[int]


@dataclass(frozen=True)
class Work:
    """A service: its skill, and how long it takes with the buffers."""

    skill: str
    before: int
    minutes: int
    behind: int


@dataclass(frozen=True)
class Booking:
    place: int
    work: int
    person: int
    begins: int


@dataclass(frozen=True)
class Employed:
    """Somebody with a day of other hours, and time off, in minutes of the week."""

    person: Person
    exception: tuple[int, list[Stretch]] | None
    off: list[tuple[int, int]]


@dataclass(frozen=True)
class DrawnWeek:
    zones: list[str]
    first: date
    open: list[Stretch]
    closed: list[tuple[int, int]]
    works: list[Work]
    employed: list[Employed]
    bookings: list[Booking]

    @property
    def minutes(self) -> range:
        begin = minute_of(datetime.combine(self.first - 3 * A_DAY, time.min, UTC))
        return range(begin, begin + (DAYS + 6) * 24 * 60)

    def minute(self, of_week: int) -> int:
        return self.minutes[3 * 24 * 60] + of_week


@st.composite
def drawn_weeks(draw: Any) -> DrawnWeek:
    zone, night = draw(st.sampled_from(NIGHTS))
    first = night - draw(st.integers(0, DAYS - 1)) * A_DAY
    anybody = st.builds(
        Employed,
        person=people(2, first),
        exception=st.none() | st.tuples(st.integers(0, DAYS - 1), weeks()),
        off=st.lists(spans(), max_size=2),
    )
    works = draw(st.lists(st.builds(Work, **SERVICE), min_size=2, max_size=3))
    employed = draw(st.lists(anybody, min_size=1, max_size=4))
    return DrawnWeek(
        zones=[zone, draw(st.sampled_from([other for other, _ in NIGHTS]))],
        first=first,
        open=draw(weeks()),
        closed=draw(st.lists(spans(), max_size=2)),
        works=works,
        employed=employed,
        bookings=draw(
            st.lists(
                st.builds(
                    Booking,
                    place=mostly(False).map(int),
                    work=st.integers(0, len(works) - 1),
                    person=st.integers(0, len(employed) - 1),
                    begins=st.integers(-24 * 60, DAYS * 24 * 60),
                ),
                max_size=12,
            )
        ),
    )


SERVICE = {
    "skill": st.sampled_from(["", *SKILLS, *SKILLS]),
    "before": st.sampled_from([0, 0, 10, 45]),
    "minutes": st.sampled_from([5, 20, 60, 90, 600, 1440]),
    "behind": st.sampled_from([0, 0, 15, 120]),
}


def spans() -> st.SearchStrategy[tuple[int, int]]:
    """Some minutes of the week, or some days."""
    begins, lasts = st.integers(-600, DAYS * 24 * 60), st.sampled_from([1, 17, 60, 600, 2880])
    return st.tuples(begins, lasts).map(lambda one: (one[0], one[0] + one[1]))


@dataclass
class RotaOracle:
    """What the rota of the first location is. `kept` are the bookings that there are, with their minutes."""

    drawn: DrawnWeek
    kept: list[tuple[Booking, Minutes]]
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(self.drawn.zones[0], self.drawn.minutes)
        self.at_work = [self._at_work(one) for one in self.drawn.employed]
        opened: Minutes = set()
        for day in self.clock.dates():
            opened |= self.clock.minutes_of(self.drawn.open, day)
        self.opened = opened - self._during(self.drawn.closed)
        self.skills = sorted({work.skill for work in self.drawn.works})

    def hours(self) -> Iterator[dict[str, Any]]:
        days = [self.drawn.first + number * A_DAY for number in range(DAYS)]
        week = [minute for minute in self.drawn.minutes if self.clock.reads[minute].date() in days]
        for (day, *_), minutes in groupby(week, self._hour):
            hour = list(minutes)
            needed = [one for one, taken in self.kept if one.place == 0 and taken & set(hour)]
            if needed or self.opened & set(hour):
                yield self._of_hour(day, hour)

    def _hour(self, minute: int) -> tuple[date, int, timedelta]:
        reads = self.clock.reads[minute]
        return reads.date(), reads.hour, reads - instant(minute).replace(tzinfo=None)

    def _of_hour(self, day: date, hour: list[int]) -> dict[str, Any]:
        return {
            "date": day.isoformat(),
            "start": instant(hour[0]),
            "end": instant(hour[-1] + 1),
            "open_minutes": len(self.opened & set(hour)),
            "skills": [self._of_skill(skill, day, hour) for skill in self.skills],
        }

    def _of_skill(self, skill: str, day: date, hour: list[int]) -> dict[str, Any]:
        needed, at_work, free = [], [], []
        for minute in hour:
            now = [one for one, taken in self.kept if minute in taken]
            wanted = [one for one in now if self._wants(one) == skill]
            busy = {one.person for one in now if self._wants(one) != skill}
            there = {
                number
                for number, one in enumerate(self.drawn.employed)
                if minute in self.at_work[number] and has(one.person, skill, day)
            }
            needed.append(len(wanted))
            at_work.append(there)
            free.append(len(there - busy))
        gaps = [max(0, need - have) for need, have in zip(needed, free, strict=True)]
        return {
            "skill": skill,
            "needed_minutes": sum(needed),
            "needed_technicians": max(needed),
            "at_work_minutes": sum(len(there) for there in at_work),
            "available_minutes": sum(free),
            "gap_minutes": sum(gaps),
            "gap_technicians": max(gaps),
            "at_work": set().union(*at_work),
        }

    def _wants(self, booking: Booking) -> str | None:
        """What is booked at the other location is wanted for no skill here."""
        return self.drawn.works[booking.work].skill if booking.place == 0 else None

    def _at_work(self, employed: Employed) -> Minutes:
        person, found = employed.person, set()
        if not (person.is_active and person.is_technician):
            return set()
        for day in self.clock.dates():
            stretches = person.hours.get(0, [])
            if employed.exception and self.drawn.first + employed.exception[0] * A_DAY == day:
                stretches = employed.exception[1]
            found |= self.clock.minutes_of(stretches, day)
        return found - self._during(employed.off)

    def _during(self, spans: list[tuple[int, int]]) -> Minutes:
        return {self.drawn.minute(one) for begins, ends in spans for one in range(begins, ends)}


def has(person: Person, skill: str, day: date) -> bool:
    return not skill or (skill in person.skills and (person.skills[skill] or date.max) >= day)
