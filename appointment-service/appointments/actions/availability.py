"""What is free, and what is free instead."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from appointments.actions.overriding import policy_for
from appointments.actions.vehicles import is_there
from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import EVERYTHING, Scope, Visiting, Wanted, calendar, calendar_for
from appointments.errors import BAY_KINDS_DIFFER, NOT_OFFERED
from appointments.local_time import Span, days_later
from appointments.visit import Requested, Visit
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
    span = params["span"]
    where, visiting = location_id_of(params), visiting_as_asked(params)
    known = calendar_for(where, requested_by(params), visiting, span, timezone.now())
    known = known.narrowed(params.get("technician"), params.get("bay"))
    answer: dict[str, Any] = {"time_zone": known.location.time_zone, "results": []}
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
    location_id, codes = location_id_of(params), requested_by(params).codes
    there = ServiceType.objects.filter(location_id=location_id, code__in=codes).select_related("location")
    return visiting_as_asked(params)({one.code: one for one in there})


def as_asked(params: dict[str, Any], whose: UUID, used: UUID | None = None) -> Wanted:
    """The start that a request is for. Raises, when it is read, as offered()."""
    return Wanted(
        location_id_of(params),
        requested_by(params),
        visiting_as_asked(params),
        params["start"],
        whose,
        Scope(used=used, vehicle_id=params.get("vehicle_id"), whole_weeks=True),
        partial(policy_for, params),
    )


def requested_by(params: dict[str, Any]) -> Requested:
    return Requested(
        params.get("services") or [params["service_type"]],
        params.get("at_once", False),
        params.get("lend", ""),
        params.get("lent_until"),
    )


def visiting_as_asked(params: dict[str, Any]) -> Visiting:
    """The same of the services of the location, once they are read."""

    def visiting(known: Mapping[str, ServiceType]) -> Visit:
        requested = requested_by(params)
        for number, code in enumerate(requested.codes):
            if code not in known or not (known[code].is_active and known[code].location.is_active):
                raise NOT_OFFERED(field=f"services.{number}" if "services" in params else "service_type")
        visit = requested.visit(known)
        if visit.at_once and len({service_type.bay_kind for service_type in visit.service_types}) > 1:
            raise BAY_KINDS_DIFFER(field="services")
        return visit

    return visiting


def shown(slot: Slot) -> dict[str, Any]:
    return {
        "start": slot.start,
        "end": slot.end,
        "service_type": slot.visit.codes[0],
        "capacity_left": slot.capacity_left,
    }


def coming_slots(
    visit: Visit, begin: datetime, now: datetime, scope: Scope = EVERYTHING
) -> Iterator[tuple[Calendar, Slot]]:
    """The next slots with the calendar that each is of: of a week at first, and then of two months."""
    for days, most_starts in LOOKS:
        span = Span(begin, days_later(begin, days, visit.location.zone))
        known = calendar(visit, span, now, scope=scope)
        if known.day_of(begin) > known.last_day:
            break
        for slot in known.slots(span, most_starts):
            yield known, slot
        begin = span.end


def _next_free(visit: Visit, wanted: datetime, vehicle_id: UUID | None) -> list[dict[str, Any]]:
    now = timezone.now()
    coming = coming_slots(visit, max(wanted, now), now, Scope(vehicle_id=vehicle_id))
    slots = (slot for known, slot in coming if is_there(vehicle_id, slot, known))
    return [shown(slot) for slot in islice(slots, ALTERNATIVES)]
