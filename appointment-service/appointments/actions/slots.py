"""What is free, and what is free instead."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone

from appointments.calendars import calendar
from appointments.local_time import Span
from appointments.models import ServiceType
from appointments.slots import Slot
from chassis.errors import InvalidField

ALTERNATIVES = 3
FIRST_LOOK = timedelta(days=7)


def free_slots(code: str, asked: Span, *, explain: bool = False) -> dict[str, Any]:
    """Every slot of a service that starts within `asked`; with `explain`, why other days have none."""
    service_type = offered(code)
    now = timezone.now()
    known = calendar(service_type, asked, now)
    answer: dict[str, Any] = {"results": [shown(slot, code) for slot in known.slots(asked)]}
    if explain:
        reasons = ((day, known.reasons(day, asked)) for day in known.days(asked))
        answer["reasons"] = [{"date": day, "codes": codes} for day, codes in reasons if codes]
    return answer


def alternatives(service_type: ServiceType, wanted: datetime) -> list[dict[str, Any]]:
    """Rule: a refusal names the next three starts that can be booked; from now on if none can be so late.

    Looks a week ahead at first, and further only if it must.
    """
    now = timezone.now()
    begin, length = max(wanted, now), FIRST_LOOK
    found: list[dict[str, Any]] = []
    while len(found) < ALTERNATIVES:
        asked = Span(begin, begin + length)
        known = calendar(service_type, asked, now)
        if known.day_of(begin) > known.last_day:
            if not found and begin == wanted:
                begin = now
                continue
            break
        found += [
            shown(slot, service_type.code) for slot in islice(known.slots(asked), ALTERNATIVES - len(found))
        ]
        begin, length = asked.end, length * 4
    return found


def offered(code: str) -> ServiceType:
    """The service type of this code. Raises InvalidField (400) if the workshop has none, or no longer."""
    service_type = ServiceType.objects.filter(code=code, is_active=True).first()
    if service_type is None:
        raise InvalidField("service_type", "unknown", "The workshop offers no such service.")
    return service_type


def shown(slot: Slot, code: str) -> dict[str, Any]:
    return {
        "start": slot.start,
        "end": slot.end,
        "service_type": code,
        "capacity_left": slot.capacity_left,
    }
