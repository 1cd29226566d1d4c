"""The need of a stretch of days against who is at work."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from appointments.errors import RANGE_TOO_LONG
from appointments.local_time import A_DAY, Span, first_moment
from resources.locations import location_of
from rota.errors import LAST_BEFORE_FIRST
from rota.reading import rota_of

USUAL_DAYS = 7
MOST_DAYS = 31


def planned(data: dict[str, Any]) -> dict[str, Any]:
    """By hour and skill whom bookings need, who is at work, and how many are lacking.

    Raises InvalidField (400).
    """
    location = location_of(data)
    first = data.get("from") or location.date_of(timezone.now())
    last = data.get("to") or first + timedelta(days=USUAL_DAYS - 1)
    if last < first:
        raise LAST_BEFORE_FIRST(field="to")
    if last - first >= timedelta(days=MOST_DAYS):
        raise RANGE_TOO_LONG(field="to", days=MOST_DAYS)
    zone = location.zone
    span = Span(first_moment(first, time.min, zone), first_moment(last + A_DAY, time.min, zone))
    rota = rota_of(location, span)
    hours = list(rota.hours(first, last))
    named = {who for hour in hours for skill in hour["skills"] for who in skill["at_work"]}
    return {
        "location_id": location.id,
        "time_zone": location.time_zone,
        "from": first,
        "to": last,
        "technicians": [{"id": who.id, "name": who.name} for who in rota.technicians if who.id in named],
        "hours": hours,
    }
