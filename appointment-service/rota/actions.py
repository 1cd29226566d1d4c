"""The need of a stretch of days against who is at work."""

from typing import Any

from django.utils import timezone

from appointments.date_range import check_dates, span_of
from appointments.local_time import A_DAY
from resources.locations import location_of
from rota.reading import rota_of

USUAL_DAYS = 7
MOST_DAYS = 31


def planned(data: dict[str, Any]) -> dict[str, Any]:
    """By hour and skill whom bookings need, who is at work, and how many are lacking.

    Raises InvalidField (400).
    """
    location = location_of(data)
    first = data.get("from") or location.date_of(timezone.now())
    last = data.get("to") or first + (USUAL_DAYS - 1) * A_DAY
    check_dates(first, last, MOST_DAYS)
    rota = rota_of(location, span_of(first, last, location))
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
