"""What is free, and what is free instead."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from appointments.calendar import Calendar, Reason, Slot
from appointments.calendar_queries import calendar
from appointments.errors import NOT_OFFERED
from appointments.local_time import Span, days_later
from resources.models import ServiceType

ALTERNATIVES = 3
# How many days are looked at for alternatives, and at most how many starts of each.
LOOKS = ((7, 2016), (55, 2000))


def free_slots(location_id: UUID, code: str, span: Span, *, explain: bool = False) -> dict[str, Any]:
    """Every slot of a service that starts within `span`; with `explain`, why other days have none."""
    service_type = offered(location_id, code)
    known = calendar(service_type, span, timezone.now())
    answer: dict[str, Any] = {"time_zone": service_type.location.time_zone, "results": []}
    if explain:
        answer["reasons"] = []
    for day in known.days(span):
        verdicts = known.verdicts(day, span)
        slots = [shown(verdict, code) for verdict in verdicts if isinstance(verdict, Slot)]
        answer["results"] += slots
        if explain and not slots:
            codes = list(dict.fromkeys(verdict for verdict in verdicts if isinstance(verdict, Reason)))
            answer["reasons"].append({"date": day, "codes": codes})
    return answer


def alternatives(service_type: ServiceType, wanted: datetime) -> list[dict[str, Any]]:
    """Rule: a refusal names the next three starts that can be booked; from now on if none can be so late.

    Looks a week ahead at first, and then two months, but never at more than some four thousand starts: who is
    refused often must not cost more than who is not.
    """
    found = _next_free(service_type, wanted)
    return found or _next_free(service_type, timezone.now())


def offered(location_id: UUID, code: str) -> ServiceType:
    """The service type of this code. Raises InvalidField (400) if the location has none, or no longer."""
    on_sale = ServiceType.objects.filter(is_active=True, location__is_active=True)
    service_type = on_sale.filter(location_id=location_id, code=code).select_related("location").first()
    if service_type is None:
        raise NOT_OFFERED(field="service_type")
    return service_type


def shown(slot: Slot, code: str) -> dict[str, Any]:
    return {
        "start": slot.start,
        "end": slot.end,
        "service_type": code,
        "capacity_left": slot.capacity_left,
    }


def coming_slots(
    service_type: ServiceType, begin: datetime, now: datetime
) -> Iterator[tuple[Calendar, Slot]]:
    """The next slots with the calendar that each is of: of a week at first, and then of two months."""
    for days, most_starts in LOOKS:
        span = Span(begin, days_later(begin, days, service_type.location.zone))
        known = calendar(service_type, span, now)
        if known.day_of(begin) > known.last_day:
            break
        for slot in known.slots(span, most_starts):
            yield known, slot
        begin = span.end


def _next_free(service_type: ServiceType, wanted: datetime) -> list[dict[str, Any]]:
    now = timezone.now()
    slots = islice(coming_slots(service_type, max(wanted, now), now), ALTERNATIVES)
    return [shown(slot, service_type.code) for _, slot in slots]
