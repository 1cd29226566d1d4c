"""Reads what calendar.py decides on, in a constant number of queries."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, IntegerField, Q, Value

from appointments.calendar import Calendar
from appointments.local_time import Span
from appointments.models import Allocation, Appointment
from appointments.opening_times import OpeningTimes
from appointments.uses import Uses
from appointments.visit import Visit
from resources.models import (
    Bay,
    Closure,
    Equipment,
    ExceptionalDay,
    Location,
    OpeningHours,
    Policy,
    ServiceType,
    Technician,
)

# A day may be longer than 24 hours.
A_LONG_DAY = timedelta(hours=25)
A_WEEK = timedelta(days=7)


def calendar(
    visit: Visit, span: Span, now: datetime, policy: Policy | None = None, *, whole_weeks: bool = False
) -> Calendar:
    """The calendar of a visit for the starts within `span`, as things stand now. Uses of whole weeks are read
    where technicians are chosen by what they have to do."""
    # As far as a visit reaches around its start, and a day for where the clock is put.
    before, behind = visit.occupied.begins - A_LONG_DAY, visit.occupied.ends + A_LONG_DAY
    known = Span(span.start + before, span.end + behind)
    used = Span(known.start - A_WEEK, known.end + A_WEEK) if whole_weeks else known
    location_id = visit.location.id
    kinds = {service_type.bay_kind for service_type in visit.service_types}
    here = Bay.objects.filter(location_id=location_id, kind__in=kinds, is_active=True)
    bays = list(here.order_by("name", "id"))
    technicians = list(Technician.objects.assignable())
    equipment = _equipment_for(visit)
    resources = [one.id for one in (*bays, *equipment, *technicians)]
    return Calendar(
        now=now,
        policy=policy or Policy.current(location_id),
        visit=visit,
        opening_times=opening_times(visit.location, known),
        closures=list(
            Closure.objects.filter(location_id=location_id, start__lt=known.end, end__gt=known.start)
        ),
        bays=bays,
        technicians=technicians,
        equipment=equipment,
        uses=uses_of(resources, used, now),
    )


def visit_of(appointment: Appointment) -> Visit:
    """What is to be done, as the services are by now."""
    appointment.name_services()
    codes = [one["service_type"] for one in appointment.services]
    there = ServiceType.objects.filter(location_id=appointment.location_id, code__in=codes)
    known = {one.code: one for one in there.select_related("location")}
    return Visit([known[code] for code in codes], at_once=appointment.at_once)


def _equipment_for(visit: Visit) -> list[Equipment]:
    kinds = {need["kind"] for service_type in visit.service_types for need in service_type.equipment}
    if not kinds:
        return []
    here = Equipment.objects.filter(location_id=visit.location.id, kind__in=kinds, is_active=True)
    return list(here.order_by("name", "id"))


def opening_times(location: Location, span: Span) -> OpeningTimes:
    """When a location is open on the dates that `span` touches, by one query."""
    first, last = location.date_of(span.start), location.date_of(span.end)
    weekday, day = Value(None, IntegerField()), Value(None, DateField())
    week = OpeningHours.objects.filter(location=location).order_by()
    exceptions = ExceptionalDay.objects.filter(location=location, date__range=(first, last))
    rows = week.values_list("weekday", day, "opens", "closes").union(
        exceptions.values_list(weekday, "date", "periods__opens", "periods__closes"), all=True
    )
    return OpeningTimes(location.zone, rows)


def uses_of(resources: list[UUID], known: Span, now: datetime) -> dict[UUID, Uses]:
    """When each of these resources is taken. An expired hold takes nothing, also while it is there."""
    taken = (
        Allocation.objects.filter(resource_id__in=resources, during__overlap=known)
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))
        .values_list("resource_id")
        # One row per resource: reading one row per use takes four times as long.
        .annotate(
            starts=ArrayAgg("during__startswith", order_by="during"),
            ends=ArrayAgg("during__endswith", order_by="during"),
        )
    )
    return {resource_id: Uses(starts, ends) for resource_id, starts, ends in taken}
