"""Reads what the figures are computed from: as many queries for a year everywhere as for a day."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import connection
from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    Sum,
)
from django.db.models.functions import Cast

from appointments.calendar_queries import opening_times_of_all
from appointments.date_range import span_of
from appointments.kinds import ResourceKind
from appointments.local_time import Span
from appointments.models import Appointment, AppointmentQuerySet
from appointments.statuses import HERE, HOLDING_CAPACITY, Status
from figures.capacity import Place
from figures.tallies import Key, Tally
from resources.models import Bay, Closure, Location

CAME = (*HERE, Status.COMPLETED)
STANDS_OR_DONE = (*HOLDING_CAPACITY, Status.COMPLETED)
# What was booked and not given up.
BOOKED = (*STANDS_OR_DONE, Status.NO_SHOW)
SOLD = """
    SELECT timezone(location.time_zone, booked.start)::date AS day, booked.location_id,
        sold ->> 'service_type', sold -> 'price' ->> 'currency', sum((sold -> 'price' ->> 'amount')::numeric)
    FROM appointments_appointment AS booked
    JOIN resources_location AS location ON location.id = booked.location_id
    CROSS JOIN LATERAL jsonb_array_elements(booked.services) AS sold
    WHERE booked.start >= %s AND booked.start < %s
        AND booked.location_id = ANY(%s) AND booked.status = ANY(%s)
    GROUP BY 1, 2, 3, 4
    HAVING timezone(location.time_zone, booked.start)::date BETWEEN %s AND %s
"""


def span_of_all(locations: list[Location], first: date, last: date) -> Span:
    """From the first midnight on one of their clocks to the last."""
    spans = [span_of(first, last, location) for location in locations]
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def tallies(locations: list[Location], first: date, last: date) -> dict[Key, Tally]:
    """Of the bookings that start at these locations on these dates."""
    known = span_of_all(locations, first, last)
    booked = _booked(locations, known, first, last)
    found: dict[Key, Tally] = defaultdict(Tally)
    _count(booked, found)
    _add_what_is_taken(booked, found)
    _add_revenue(locations, known, (first, last), found)
    return found


def _booked(locations: list[Location], known: Span, first: date, last: date) -> AppointmentQuerySet:
    local = Func(F("location__time_zone"), F("start"), function="timezone", output_field=DateTimeField())
    booked = Appointment.objects.filter(start__gte=known.start, start__lt=known.end, location__in=locations)
    return booked.annotate(day=Cast(local, DateField())).filter(day__range=(first, last))


def _count(booked: AppointmentQuerySet, found: dict[Key, Tally]) -> None:
    noticed = ExpressionWrapper(F("start") - F("created_at"), DurationField())
    rows = (
        booked.order_by()
        .values("day", "location_id", "service_type__code")
        .annotate(
            bookings=Count("id", filter=Q(status__in=BOOKED)),
            cancelled=Count("id", filter=Q(status=Status.CANCELLED)),
            came=Count("id", filter=Q(status__in=CAME)),
            no_shows=Count("id", filter=Q(status=Status.NO_SHOW)),
            noticed=Sum(noticed, filter=Q(status__in=BOOKED)),
        )
    )
    for row in rows:
        key = Key(row.pop("day"), row.pop("location_id"), row.pop("service_type__code"))
        found[key] = Tally(**{**row, "noticed": row["noticed"] or timedelta()})


def _add_what_is_taken(booked: AppointmentQuerySet, found: dict[Key, Tally]) -> None:
    uses = "reservation__allocations__"
    lasting = ExpressionWrapper(
        F(f"{uses}during__endswith") - F(f"{uses}during__startswith"), DurationField()
    )
    taken = booked.filter(**{f"{uses}kind__in": [ResourceKind.BAY, ResourceKind.TECHNICIAN]}).order_by()
    by_kind = taken.values_list("day", "location_id", "service_type__code", f"{uses}kind")
    for *key, kind, length in by_kind.annotate(lasting=Sum(lasting)):
        if kind == ResourceKind.BAY:
            found[Key(*key)].bays = length
        else:
            found[Key(*key)].technicians = length


def _add_revenue(
    locations: list[Location], known: Span, dates: tuple[date, date], found: dict[Key, Tally]
) -> None:
    ids, statuses = [one.id for one in locations], [str(status) for status in STANDS_OR_DONE]
    with connection.cursor() as cursor:
        cursor.execute(SOLD, [*known, ids, statuses, *dates])
        for day, location_id, service_type, currency, amount in cursor.fetchall():
            found[Key(day, location_id, service_type)].revenue[currency] += amount


def places(locations: list[Location], span: Span) -> list[Place]:
    """What the capacity of these locations follows from; `span` is that of all their dates."""
    times = opening_times_of_all(locations, span)
    closures = defaultdict(list)
    hit = Closure.objects.filter(location__in=locations, start__lt=span.end, end__gt=span.start)
    for location_id, *closed in hit.values_list("location_id", "start", "end"):
        closures[location_id].append(Span(*closed))
    in_use = Bay.objects.filter(location__in=locations, is_active=True).order_by().values_list("location_id")
    bays = dict(in_use.annotate(Count("id")))
    return [Place(one, times[one.id], closures[one.id], bays.get(one.id, 0)) for one in locations]
