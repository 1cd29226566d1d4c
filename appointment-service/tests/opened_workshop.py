"""A drawn workshop as rows of this service, its takings made through the API, and its oracles."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from appointments.actions import availability
from appointments.models import Allocation, Appointment, Hold
from chassis.models import new_id
from chassis.testing.client import Client
from resources.models import (
    DEFAULT_LOCATION_ID,
    Bay,
    Closure,
    Equipment,
    ExceptionalDay,
    ExceptionalHours,
    Lendable,
    Location,
    OpeningHours,
    Policy,
    ServiceType,
)
from tests.drawn_workshops import AROUND_THE_CLOCK, SKILLS, Taking, Workshop
from tests.oracle import Oracle, Person, Place, Stretch, Use, Wanted, instant, loan_of, works_of
from tests.urls import URL

# A hold is kept for ten minutes: of these, those that were made first are over now.
LONG_AGO, JUST_NOW = timedelta(minutes=11), timedelta(minutes=9)
OPEN_TO_ALL = {"lead_minutes": 0, "horizon_days": 732, "slot_step_minutes": 15, "allow_vehicle_overlap": True}


@dataclass
class OpenedWorkshop:
    """First it is open around the clock, so that anything can be taken; then its calendar is as drawn."""

    drawn: Workshop
    hire: Callable[..., UUID]
    at: Callable[[datetime], None]
    staff: Client
    vehicle_id: str
    locations: list[Location] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    booked: dict[int, tuple[str, list[Use], Wanted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at(self.drawn.now - LONG_AGO)
        for number, place in enumerate(self.drawn.places):
            self.locations.append(open_location(number, place))
        self._employ_everybody()
        with naming_no_alternatives():
            self._take_all()
        self.at(self.drawn.now)
        for location, place in zip(self.locations, self.drawn.places, strict=True):
            set_calendar(location, place)
        self._employ_as_drawn()

    def _take_all(self) -> None:
        for lapsing in (True, False):
            self.at(self.drawn.now - (LONG_AGO if lapsing else JUST_NOW))
            for taking in self.drawn.takings:
                if (taking.how == "hold and let it lapse") == lapsing:
                    self._take(taking)

    def oracle(self, number: int) -> Oracle:
        bays = Bay.objects.filter(location=self.locations[number])
        return Oracle(
            now=self.drawn.now,
            place=self.drawn.places[number],
            number=number,
            bays={str(bay.id): bay.kind for bay in bays},
            equipment=self._units(number),
            lendables=self._lendables(number),
            people=self.people,
            uses=self.uses,
            minutes=self.drawn.minutes,
        )

    def named(self, number: int) -> dict[str, str]:
        """How a request names a location: not at all, if it is the default one."""
        return {"location_id": str(self.locations[number].id)} if number else {}

    def offered(self, number: int, first: date, last: date, zone: str) -> list[tuple[datetime, int]]:
        wanted = self.drawn.places[number].wanted
        codes = {"services": ",".join(map(code_of, wanted.services)), "at_once": str(int(wanted.at_once))}
        query = {"from": str(first), "to": str(last), "time_zone": zone}
        reply = self.staff.get(f"{URL}slots/", codes | lent(wanted) | query | self.named(number))
        assert reply.status_code == 200, reply.json()
        return [(read(slot["start"]), slot["capacity_left"]) for slot in reply.json()["results"]]

    def ask(self, how: str, number: int, start: datetime, wanted: Wanted) -> Any:
        """Book or hold a start, or move there what is booked at that location."""
        body: dict[str, Any] = {"start": start.isoformat()}
        if how == "move":
            return self.staff.post(f"{URL}{self.booked[number][0]}/reschedule/", body)
        body |= {"services": list(map(code_of, wanted.services)), "at_once": wanted.at_once}
        if how == "hold":
            return self.staff.post(f"{URL}holds/", body | self.named(number))
        body |= lent(wanted)
        return self.staff.post(URL, body | self.named(number) | {"vehicle_id": self.vehicle_id})

    def _take(self, taking: Taking) -> None:
        """Where something is taken already nothing is."""
        number, holds = taking.place, taking.how.startswith("hold")
        wishes = self.drawn.wishes[number]
        wanted = wishes[taking.wish % len(wishes)]
        reply = self.ask("hold" if holds else "book", number, self._moment(taking), wanted)
        if reply.status_code != 201 or taking.how == "hold and let it lapse":
            return
        made = reply.json()
        if taking.how == "cancel":
            gone = self.staff.post(f"{URL}{made['id']}/cancel/", {"reason": "It rains."})
            assert gone.status_code == 200
            return
        uses = self._uses_of(number, made, without_loan(wanted) if holds else wanted)
        self.uses += uses
        if not holds:
            self.booked[number] = made["id"], uses, wanted

    def _moment(self, taking: Taking) -> datetime:
        return instant(self.drawn.minutes[3 * 24 * 60 + taking.minute])

    def _uses_of(self, number: int, made: dict[str, Any], wanted: Wanted) -> list[Use]:
        """What it must have taken. Of equipment the API does not say which."""
        works = works_of(self.drawn.places[number], wanted, read(made["start"]))
        uses = [
            Use(service[resource], instant(work.occupied.start), instant(work.occupied.stop))
            for work, service in zip(works, services_of(made), strict=True)
            for resource in ("bay_id", "employee_id")
        ]
        taken = Allocation.objects.filter(reservation_id=reservation_of(made), kind="equipment")
        units = [Use(str(one.resource_id), one.during.lower, one.during.upper) for one in taken]
        kinds = self._units(number)
        assert Counter((kinds[unit.resource], unit.start, unit.end) for unit in units) == Counter(
            (kind, instant(work.occupied.start), instant(work.occupied.stop))
            for work in works
            for kind, count in work.service.equipment
            for _ in range(count)
        )
        return uses + units + self._loans_of(number, made, wanted)

    def _loans_of(self, number: int, made: dict[str, Any], wanted: Wanted) -> list[Use]:
        taken = Allocation.objects.filter(reservation_id=reservation_of(made), kind="lendable")
        loans = [Use(str(one.resource_id), one.during.lower, one.during.upper) for one in taken]
        kinds = self._lendables(number)
        minutes = loan_of(works_of(self.drawn.places[number], wanted, read(made["start"])), wanted)
        due = [(wanted.lend, instant(minutes.start), instant(minutes.stop))] if wanted.lend else []
        assert [(kinds[loan.resource], loan.start, loan.end) for loan in loans] == due
        return loans

    def _lendables(self, number: int) -> dict[str, str]:
        return {str(one.id): one.kind for one in Lendable.objects.filter(location=self.locations[number])}

    def _units(self, number: int) -> dict[str, str]:
        units = Equipment.objects.filter(location=self.locations[number])
        return {str(unit.id): unit.kind for unit in units}

    def _employ_everybody(self) -> None:
        everywhere = dict.fromkeys(range(len(self.locations)), AROUND_THE_CLOCK)
        skilled = Person(dict.fromkeys(SKILLS), everywhere, is_technician=True, is_active=True)
        for person in self.drawn.people:
            self.people[str(self._employ(new_id(), skilled, version=1))] = person

    def _employ_as_drawn(self) -> None:
        for employee_id, person in self.people.items():
            self._employ(UUID(employee_id), person, version=2)

    def _employ(self, employee_id: UUID, person: Person, version: int) -> UUID:
        return self.hire(
            employee_id=employee_id,
            version=version,
            skills=tuple((code, until and until.isoformat()) for code, until in person.skills.items()),
            working_hours=[
                written(stretch, "start", "end") | self.named(number)
                for number, stretches in person.hours.items()
                for stretch in stretches
            ],
            is_technician=person.is_technician,
            is_active=person.is_active,
        )


@contextmanager
def naming_no_alternatives() -> Iterator[None]:
    """Whoever is refused is not told what else there is, which takes long and is read by nobody."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(availability, "LOOKS", ())
        yield


def open_location(number: int, place: Place) -> Location:
    """A location that takes anything, at every quarter of an hour."""
    known = {"name": f"Location {number}", "time_zone": place.zone}
    pk = new_id() if number else DEFAULT_LOCATION_ID
    location, _ = Location.objects.update_or_create(pk=pk, defaults=known)
    set_hours(location, AROUND_THE_CLOCK)
    Policy.objects.create(location=location, **OPEN_TO_ALL)
    for bay, kind in enumerate(place.bay_kinds):
        Bay.objects.create(location=location, name=f"Bay {bay}", kind=kind)
    for unit, kind in enumerate(place.equipment):
        Equipment.objects.create(location=location, name=f"Unit {unit}", kind=kind)
    for lendable, kind in enumerate(place.lendables):
        Lendable.objects.create(location=location, name=f"Lent {lendable}", kind=kind)
    for service, sold in enumerate(place.services):
        ServiceType.objects.create(
            location=location,
            code=code_of(service),
            name=f"Service {service}",
            duration_minutes=sold.minutes,
            buffer_minutes=sold.buffer,
            buffer_before_minutes=sold.before,
            required_skill=sold.skill,
            bay_kind=sold.bay_kind,
            equipment=[{"kind": kind, "count": count} for kind, count in sold.equipment],
            price_amount="89.00",
            price_currency="EUR",
        )
    return location


def set_calendar(location: Location, place: Place) -> None:
    set_hours(location, place.open)
    for start, end in place.closed:
        Closure.objects.create(location=location, start=start, end=end, reason="Inventory")
    for day, periods in place.exceptions.items():
        exceptional = ExceptionalDay.objects.create(location=location, date=day)
        for one in periods:
            ExceptionalHours.objects.create(day=exceptional, opens=one.begins, closes=one.ends)
    for number, service in enumerate(place.services):
        hours = [written(one, "opens", "closes") for one in service.hours]
        ServiceType.objects.filter(location=location, code=code_of(number)).update(hours=hours)
    rules = {"lead_minutes": place.lead, "horizon_days": place.horizon, "slot_step_minutes": place.step}
    Policy.objects.filter(location=location).update(**rules)


def set_hours(location: Location, stretches: list[Stretch]) -> None:
    OpeningHours.objects.filter(location=location).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(location=location, weekday=one.weekday, opens=one.begins, closes=one.ends)
        for one in stretches
    )


def written(stretch: Stretch, begins: str, ends: str) -> dict[str, Any]:
    return {"weekday": stretch.weekday, begins: f"{stretch.begins:%H:%M}", ends: f"{stretch.ends:%H:%M}"}


def code_of(service: int) -> str:
    return f"service-{service}"


def lent(wanted: Wanted) -> dict[str, str]:
    """What a request says of what is to be lent."""
    until = {"lent_until": wanted.lent_until.isoformat()} if wanted.lent_until else {}
    return {"lend": wanted.lend, **until} if wanted.lend else {}


def without_loan(wanted: Wanted) -> Wanted:
    """What a hold keeps: with it nothing is lent yet."""
    return replace(wanted, lend="", lent_until=None)


def services_of(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Where and by whom each is done; of a hold the API does not say so."""
    return list(made["services"] if "bay" in made else Hold.objects.get(pk=made["id"]).services)


def reservation_of(made: dict[str, Any]) -> UUID:
    taker = Appointment if "bay" in made else Hold
    return taker.objects.get(pk=made["id"]).reservation_id


def read(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Nothing of what is done inside stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
