"""The news of the waiting list. Payloads: contracts/events/. A booking is told by the appointment."""

from datetime import datetime
from typing import Any

from appointments.local_time import instant_text
from chassis.events import emit
from waitlist.models import Entry


def slot_offered(entry: Entry) -> None:
    emit("waitlist.offered.v1", subject=entry.id, data=_offer(entry))


def offer_declined(entry: Entry) -> None:
    """Before the entry lets go of what was offered."""
    emit("waitlist.declined.v1", subject=entry.id, data=_offer(entry))


def offer_expired(entry: Entry) -> None:
    """As of one that is declined."""
    emit("waitlist.expired.v1", subject=entry.id, data=_offer(entry))


def entry_ended(entry: Entry) -> None:
    emit("waitlist.ended.v1", subject=entry.id, data={**_payload(entry), "reason": str(entry.end_reason)})


def _offer(entry: Entry) -> dict[str, Any]:
    offer = {"start": entry.start, "end": entry.end, "expires_at": entry.expires_at}
    return {**_payload(entry), **{name: _text(moment) for name, moment in offer.items()}}


def _text(moment: datetime | None) -> str | None:
    return moment and instant_text(moment)


def _payload(entry: Entry) -> dict[str, Any]:
    return {
        "entry_id": str(entry.id),
        "customer_id": str(entry.customer_id),
        "vehicle_id": str(entry.vehicle_id),
        "location_id": str(entry.location_id),
        "service_type": {"code": entry.service_type.code, "name": entry.service_type.name},
        "starts_from": instant_text(entry.starts_from),
        "starts_before": instant_text(entry.starts_before),
        "time_zone": entry.location.time_zone,
    }
