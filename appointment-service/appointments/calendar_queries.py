"""Reads what calendar.py decides on, in a constant number of queries."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, IntegerField, Q, Value

from appointments.calendar import Calendar
from appointments.local_time import Span
from appointments.models import Allocation
from appointments.opening_times import OpeningTimes
from appointments.uses import Uses
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

A_DAY = timedelta(days=1)
# How far behind its own date a service can reach: work and buffer are at most a day each, and longer than two
# dates where the clock is put forward.
RUNS_ON = 3 * A_DAY


def calendar(service_type: ServiceType, span: Span, now: datetime, policy: Policy | None = None) -> Calendar:
    """The calendar of a service for the starts within `span`, as things stand now."""
    # Whole days, and the one behind: fairness counts a day's minutes, and a service runs on past its start.
    known = Span(span.start - A_DAY, span.end + 2 * A_DAY)
    location_id = service_type.location_id
    here = Bay.objects.filter(location_id=location_id, kind=service_type.bay_kind, is_active=True)
    bays = list(here.order_by("name", "id"))
    technicians = list(Technician.objects.assignable())
    equipment = _equipment_for(service_type)
    resources = [one.id for one in (*bays, *equipment, *technicians)]
    return Calendar(
        now=now,
        policy=policy or Policy.current(location_id),
        service_type=service_type,
        opening_times=opening_times(service_type.location, Span(span.start - A_DAY, span.end)),
        closures=list(
            Closure.objects.filter(location_id=location_id, start__lt=known.end, end__gt=known.start)
        ),
        bays=bays,
        technicians=technicians,
        equipment=equipment,
        uses=uses_of(resources, known, now),
    )


def _equipment_for(service_type: ServiceType) -> list[Equipment]:
    kinds = [need["kind"] for need in service_type.equipment]
    if not kinds:
        return []
    here = Equipment.objects.filter(location_id=service_type.location_id, kind__in=kinds, is_active=True)
    return list(here.order_by("name", "id"))


def opening_times(location: Location, span: Span) -> OpeningTimes:
    """When a location is open on the dates that starts within `span` can reach, by one query."""
    first, last = location.date_of(span.start), location.date_of(span.end) + RUNS_ON
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
