"""Reads what calendar.py decides on: one statement, whatever is asked of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import DateField, IntegerField, Value
from django.db.models.base import ModelState

from appointments.calendar import Calendar
from appointments.calendar_rows import NOTHING, Has, Read, Row
from appointments.calendar_statement import EVERYTHING, Scope, read
from appointments.local_time import Span
from appointments.models import Appointment
from appointments.opening_times import OpeningTimes, Times
from appointments.uses import Uses
from appointments.visit import Requested, Visit
from resources.models import (
    Bay,
    Closure,
    Equipment,
    ExceptionalDay,
    Lendable,
    Location,
    OpeningHours,
    Policy,
    ServiceType,
    Technician,
)

Model = TypeVar("Model", bound=models.Model)
# From the services of a location, by their codes, to what is to be done.
Visiting = Callable[[Mapping[str, ServiceType]], Visit]


def calendar(
    visit: Visit, span: Span, now: datetime, policy: Policy | None = None, scope: Scope = EVERYTHING
) -> Calendar:
    """The calendar of a visit for the starts within `span`, as things stand now."""
    known = read(visit.location.id, visit.requested, span, now, scope)
    return _calendar(known, visit, now, policy)


def calendar_for(
    location_id: UUID, requested: Requested, visiting: Visiting, span: Span, now: datetime
) -> Calendar:
    """The same for services that are yet to be read."""
    known = read(location_id, requested, span, now)
    return _calendar(known, visiting(_service_types(known)), now)


def as_it_is(policy: Policy) -> Policy:
    """A start is judged by its location's policy."""
    return policy


class Wanted(NamedTuple):
    """A start that somebody wants for services of a location. It is not too soon if it was not so when they
    got it, `since` then."""

    location_id: UUID
    requested: Requested
    visiting: Visiting
    start: datetime
    whose: UUID
    scope: Scope
    ruling: Callable[[Policy], Policy] = as_it_is
    since: datetime | None = None


def calendar_and_limits(wanted: Wanted, now: datetime) -> tuple[Calendar, Has]:
    """The calendar for a start, and what somebody has already.

    Rule: what was held in time is never too soon.
    """
    span = Span(wanted.start, wanted.start)
    known = read(wanted.location_id, wanted.requested, span, now, wanted.scope, whose=wanted.whose)
    has = known.has or NOTHING
    since = next((one.created_at for one in has.holds if one.id == wanted.scope.used), wanted.since or now)
    visit = wanted.visiting(_service_types(known))
    return _calendar(known, visit, since, wanted.ruling(_policy(known, visit))), has


def visit_of(appointment: Appointment) -> Visit:
    """What is to be done, as the services are by now."""
    requested = requested_of(appointment)
    there = ServiceType.objects.filter(location_id=appointment.location_id, code__in=requested.codes)
    return requested.visit({one.code: one for one in there.select_related("location")})


def requested_of(appointment: Appointment) -> Requested:
    """What was asked for when it was booked, but for what was lent with it and is back.

    Rule: at another start it is lent for as long after that as it was to be after the first.
    """
    appointment.name_services()
    codes = [one["service_type"] for one in appointment.services]
    if not (lent := appointment.lent) or lent["returned_at"]:
        return Requested(codes, appointment.at_once)
    lent_for = lent["until"] and datetime.fromisoformat(lent["until"]) - appointment.start
    return Requested(codes, appointment.at_once, lent["kind"], lent_for=lent_for)


def _calendar(known: Read, visit: Visit, now: datetime, policy: Policy | None = None) -> Calendar:
    return Calendar(
        now=now,
        policy=policy or _policy(known, visit),
        visit=visit,
        opening_times=OpeningTimes(visit.location.zone, map(msgspec.structs.astuple, known.opening)),
        closures=_all(Closure, known.closures),
        bays=_all(Bay, known.bays),
        technicians=_all(Technician, known.technicians),
        equipment=_all(Equipment, known.equipment),
        lendables=_all(Lendable, known.lendables),
        uses={one.id: Uses(one.starts, one.ends) for one in known.taken},
    )


def _policy(known: Read, visit: Visit) -> Policy:
    return _made(Policy, known.policy) if known.policy else Policy(location_id=visit.location.id)


def _service_types(known: Read) -> dict[str, ServiceType]:
    if known.location is None:
        return {}
    location = _made(Location, known.location)
    service_types = _all(ServiceType, known.service_types)
    for one in service_types:
        one.location = location
    return {one.code: one for one in service_types}


def _all(model: type[Model], rows: Iterable[Row]) -> list[Model]:
    return [_made(model, row) for row in rows]


def _made(model: type[Model], row: Row) -> Model:
    """The row as Django would have read it; whatever else it has is read when it is asked for."""
    made = model.__new__(model)
    made.__dict__.update(msgspec.structs.asdict(row))
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    return made


def opening_times(location: Location, span: Span) -> OpeningTimes:
    """When a location is open on the dates that `span` touches, by one query."""
    return opening_times_of_all([location], span)[location.id]


def opening_times_of_all(locations: Sequence[Location], span: Span) -> dict[UUID, OpeningTimes]:
    """The same of several, still by one."""
    first = min(one.date_of(span.start) for one in locations)
    last = max(one.date_of(span.end) for one in locations)
    weekday, day = Value(None, IntegerField()), Value(None, DateField())
    week = OpeningHours.objects.filter(location__in=locations).order_by()
    exceptions = ExceptionalDay.objects.filter(location__in=locations, date__range=(first, last))
    found: dict[UUID, list[Times]] = defaultdict(list)
    rows = week.values_list("location_id", "weekday", day, "opens", "closes").union(
        exceptions.values_list("location_id", weekday, "date", "periods__opens", "periods__closes"), all=True
    )
    for location_id, *times in rows:
        found[location_id].append(tuple(times))
    return {one.id: OpeningTimes(one.zone, found[one.id]) for one in locations}
