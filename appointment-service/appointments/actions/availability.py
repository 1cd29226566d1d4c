"""What is free, and what is free instead."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import calendar, uses_of
from appointments.errors import BAY_KINDS_DIFFER, NOT_OFFERED
from appointments.local_time import Span, days_later
from appointments.uses import NEVER_USED, Uses
from appointments.visit import Visit
from resources.locations import location_id_of
from resources.models import ServiceType

ALTERNATIVES = 3
# How many days are looked at for alternatives, and at most how many starts of each.
LOOKS = ((7, 2016), (55, 2000))


def free_slots(params: dict[str, Any], *, explain: bool = False) -> dict[str, Any]:
    """Every slot of a visit that starts within a span, of one technician or in one bay alone if those are
    named; with `explain`, why other days have none.

    Raises InvalidField (400) as of offered().
    """
    visit, span = offered(params), params["span"]
    known = calendar(visit, span, timezone.now()).narrowed(params.get("technician"), params.get("bay"))
    answer: dict[str, Any] = {"time_zone": visit.location.time_zone, "results": []}
    if explain:
        answer["reasons"] = []
    for day in known.days(span):
        verdicts = known.verdicts(day, span)
        slots = [shown(verdict) for verdict in verdicts if isinstance(verdict, Slot)]
        answer["results"] += slots
        if explain and not slots:
            codes = list(dict.fromkeys(verdict for verdict in verdicts if isinstance(verdict, Reason)))
            answer["reasons"].append({"date": day, "codes": codes})
    return answer


def alternatives(visit: Visit, wanted: datetime, vehicle_id: UUID | None = None) -> list[dict[str, Any]]:
    """Rule: a refusal names the next three starts that can be booked; from now on if none can be so late.
    While its vehicle is in another booking none can.

    Looks a week ahead at first, and then two months, but never at more than some four thousand starts: who is
    refused often must not cost more than who is not.
    """
    found = _next_free(visit, wanted, vehicle_id)
    return found or _next_free(visit, timezone.now(), vehicle_id)


def offered(params: dict[str, Any]) -> Visit:
    """The visit for what a request names: `services`, or one `service_type`.

    Rule: all of them are sold at one location; what is done at once is done in one kind of bay.
    Raises InvalidField (400) if the location has one of them not, or no longer, or bay_kinds_differ.
    """
    codes = params.get("services") or [params["service_type"]]
    on_sale = ServiceType.objects.filter(is_active=True, location__is_active=True)
    there = on_sale.filter(location_id=location_id_of(params), code__in=codes).select_related("location")
    known = {service_type.code: service_type for service_type in there}
    for number, code in enumerate(codes):
        if code not in known:
            raise NOT_OFFERED(field=f"services.{number}" if "services" in params else "service_type")
    visit = Visit([known[code] for code in codes], at_once=params.get("at_once", False))
    if visit.at_once and len({service_type.bay_kind for service_type in visit.service_types}) > 1:
        raise BAY_KINDS_DIFFER(field="services")
    return visit


def shown(slot: Slot) -> dict[str, Any]:
    return {
        "start": slot.start,
        "end": slot.end,
        "service_type": slot.visit.codes[0],
        "capacity_left": slot.capacity_left,
    }


def coming_slots(
    visit: Visit, begin: datetime, now: datetime, *, whole_weeks: bool = False
) -> Iterator[tuple[Calendar, Slot]]:
    """The next slots with the calendar that each is of: of a week at first, and then of two months."""
    for days, most_starts in LOOKS:
        span = Span(begin, days_later(begin, days, visit.location.zone))
        known = calendar(visit, span, now, whole_weeks=whole_weeks)
        if known.day_of(begin) > known.last_day:
            break
        for slot in known.slots(span, most_starts):
            yield known, slot
        begin = span.end


def _next_free(visit: Visit, wanted: datetime, vehicle_id: UUID | None) -> list[dict[str, Any]]:
    now = timezone.now()
    begin = max(wanted, now)
    elsewhere = _uses_of_vehicle(vehicle_id, begin, now) if vehicle_id else NEVER_USED
    coming = (slot for _, slot in coming_slots(visit, begin, now))
    slots = (slot for slot in coming if elsewhere.leave(Span(slot.start, slot.end)))
    return [shown(slot) for slot in islice(slots, ALTERNATIVES)]


def _uses_of_vehicle(vehicle_id: UUID, begin: datetime, now: datetime) -> Uses:
    looked_at = Span(begin, begin + timedelta(days=sum(days for days, _ in LOOKS) + 1))
    return uses_of([vehicle_id], looked_at, now).get(vehicle_id, NEVER_USED)
