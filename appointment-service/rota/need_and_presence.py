"""Whom bookings need against who is at work, by hour and skill. Nothing here reads the database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from appointments.local_time import MINUTE, Span, dates, whole_day, within
from appointments.working_hours import has_skill, work_on
from resources.models import Location, Technician
from rota.clock_hours import clock_hours

Shifts = list[tuple[Technician, list[Span]]]


class Booked(NamedTuple):
    """A booking has its technician, buffers included. `skill` is None of what is booked elsewhere."""

    during: Span
    employee_id: UUID
    skill: str | None


@dataclass
class Tally:
    """What an hour comes to for one skill."""

    needed: timedelta = timedelta()
    at_work: timedelta = timedelta()
    available: timedelta = timedelta()
    gap: timedelta = timedelta()
    most_needed: int = 0
    widest_gap: int = 0
    technicians: set[UUID] = field(default_factory=set)

    def add(self, lasting: timedelta, needed: int, able: Sequence[UUID], free: Sequence[UUID]) -> None:
        """A stretch in which nobody comes and nobody goes."""
        gap = max(0, needed - len(free))
        self.needed += lasting * needed
        self.at_work += lasting * len(able)
        self.available += lasting * len(free)
        self.gap += lasting * gap
        self.most_needed = max(self.most_needed, needed)
        self.widest_gap = max(self.widest_gap, gap)
        self.technicians |= set(able)


@dataclass
class Rota:
    """All that says whom a location needs, and who is there."""

    location: Location
    skills: list[str]
    technicians: list[Technician]
    booked: list[Booked]
    open_on: Callable[[date], list[Span]]

    def hours(self, first: date, last: date) -> Iterator[dict[str, Any]]:
        """Rule: those hours are told of in which the location is open, or a booking needs somebody."""
        for day in dates(first, last):
            yield from self._hours_of(day)

    def _hours_of(self, day: date) -> Iterator[dict[str, Any]]:
        opened, whole = self.open_on(day), whole_day(day, self.location.zone)
        booked = [one for one in self.booked if one.during.overlaps(whole)]
        shifts = [(who, work_on(who, day, self.location)) for who in self.technicians]
        for hour in clock_hours(day, self.location.zone):
            at_it = [one for one in booked if one.during.overlaps(hour)]
            is_open = sum((_length(one, hour) for one in opened), timedelta())
            if is_open or any(one.skill is not None for one in at_it):
                yield {
                    "date": day,
                    "start": hour.start,
                    "end": hour.end,
                    "open_minutes": in_minutes(is_open),
                    "skills": [
                        _shown(skill, tally) for skill, tally in self._tallies(day, hour, shifts, at_it)
                    ],
                }

    def _tallies(
        self, day: date, hour: Span, shifts: Shifts, booked: list[Booked]
    ) -> Iterator[tuple[str, Tally]]:
        """Rule: a booking needs a technician with the skill of its service, from the buffer before it to that
        behind it, also when its own is away or has the skill no longer.
        Rule: who has a skill on the hour's date and is at work is there for it, but while a booking for
        another skill, or at another location, has them; the gap is by how many too few are there.
        """
        tallies = {skill: Tally() for skill in self.skills}
        able = {
            skill: {who.id for who in self.technicians if has_skill(who, skill, day)} for skill in self.skills
        }
        for begin, end in pairwise(_moments(hour, shifts, booked)):
            there = [who.id for who, stretches in shifts if within(stretches, begin)]
            now = [one for one in booked if one.during.start <= begin < one.during.end]
            for skill, tally in tallies.items():
                busy = {one.employee_id for one in now if one.skill != skill}
                present = [who for who in there if who in able[skill]]
                free = [who for who in present if who not in busy]
                tally.add(end - begin, sum(one.skill == skill for one in now), present, free)
        yield from tallies.items()


def in_minutes(lasting: timedelta) -> int:
    """Rule: a minute that is begun counts."""
    return -(-lasting // MINUTE)


def _shown(skill: str, tally: Tally) -> dict[str, Any]:
    return {
        "skill": skill,
        "needed_minutes": in_minutes(tally.needed),
        "needed_technicians": tally.most_needed,
        "at_work_minutes": in_minutes(tally.at_work),
        "available_minutes": in_minutes(tally.available),
        "gap_minutes": in_minutes(tally.gap),
        "gap_technicians": tally.widest_gap,
        "at_work": sorted(tally.technicians),
    }


def _moments(hour: Span, shifts: Shifts, booked: list[Booked]) -> list[datetime]:
    """When somebody comes or goes in an hour, with its beginning and its end."""
    spans = [one.during for one in booked]
    spans += [stretch for _, stretches in shifts for stretch in stretches]
    inside = {moment for one in spans for moment in one if hour.start < moment < hour.end}
    return sorted({*hour, *inside})


def _length(one: Span, hour: Span) -> timedelta:
    return max(min(one.end, hour.end) - max(one.start, hour.start), timedelta())
