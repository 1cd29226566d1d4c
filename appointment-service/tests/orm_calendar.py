"""The calendar as the ORM reads it, table by table, to hold the one statement against."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from appointments.calendar import Calendar
from appointments.calendar_queries import opening_times
from appointments.local_time import Span
from appointments.models import Allocation
from appointments.uses import Uses
from appointments.visit import Visit
from resources.models import Bay, Closure, Equipment, Lendable, Policy, Technician

A_LONG_DAY = timedelta(hours=25)
A_WEEK = timedelta(days=7)


def orm_calendar(visit: Visit, span: Span, now: datetime) -> Calendar:
    before, behind = visit.occupied.begins - A_LONG_DAY, visit.occupied.ends + A_LONG_DAY
    lent_until = visit.requested.lent_until_from(span.end)
    known = Span(span.start + before, max(span.end + behind, lent_until or span.end))
    weeks = Span(known.start - A_WEEK, known.end + A_WEEK)
    location_id = visit.location.id
    bay_kinds = {one.bay_kind for one in visit.service_types}
    kinds = {need["kind"] for one in visit.service_types for need in one.equipment}
    here = {"location_id": location_id, "is_active": True}
    bays = list(Bay.objects.filter(kind__in=bay_kinds, **here).order_by("name", "id"))
    equipment = list(Equipment.objects.filter(kind__in=kinds, **here).order_by("name", "id"))
    lendables = list(Lendable.objects.filter(kind=visit.lend, **here).order_by("name", "id"))
    technicians = list(Technician.objects.assignable())
    closures = Closure.objects.filter(location_id=location_id, start__lt=known.end, end__gt=known.start)
    return Calendar(
        now=now,
        policy=Policy.current(location_id),
        visit=visit,
        opening_times=opening_times(visit.location, known),
        closures=list(closures),
        bays=bays,
        technicians=technicians,
        equipment=equipment,
        lendables=lendables,
        uses=uses_of([one.id for one in (*bays, *equipment, *lendables, *technicians)], weeks, now),
    )


def uses_of(resources: list[UUID], known: Span, now: datetime) -> dict[UUID, Uses]:
    taken = (
        Allocation.objects.filter(resource_id__in=resources, during__overlap=known)
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))
        .values_list("resource_id")
        .annotate(
            starts=ArrayAgg("during__startswith", order_by="during"),
            ends=ArrayAgg("during__endswith", order_by="during"),
        )
    )
    return {resource_id: Uses(starts, ends) for resource_id, starts, ends in taken}
