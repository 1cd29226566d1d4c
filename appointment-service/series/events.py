"""The news of series. Payloads: contracts/events/. What is booked, moved or cancelled is told by the
appointment."""

from typing import Any

from appointments.local_time import instant_text
from chassis.events import emit
from series.models import SeriesDate


def date_refused(one: SeriesDate) -> None:
    """A date that was planned could not be booked when the time for that had come."""
    emit("series.date_refused.v1", subject=one.id, data=_payload(one))


def _payload(one: SeriesDate) -> dict[str, Any]:
    series = one.series
    return {
        "series_id": str(series.id),
        "customer_id": str(series.customer_id),
        "vehicle_id": str(series.vehicle_id),
        "location_id": str(series.location_id),
        "service_type": {"code": series.service_type.code, "name": series.service_type.name},
        "date": one.date.isoformat(),
        "start": instant_text(one.start),
        "time_zone": series.location.time_zone,
        "code": one.code,
        "reason": one.reason,
        "alternatives": [free["start"] for free in one.alternatives],
    }
