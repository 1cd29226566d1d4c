"""From a reminder to a slot that is held."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from projects.locations import location_of
from service_plans import clients
from service_plans.forecast import Known, forecast
from service_plans.hold_errors import NO_SERVICE, NOTHING_FREE
from service_plans.permissions import reminders_of
from workshop.models import Location

# As far as appointment-service looks at once.
SEARCHED_DAYS = 62


def hold_for_reminder(
    actor: Actor,
    vehicle_id: UUID,
    reminder_id: UUID,
    data: dict[str, Any],
    *,
    key: str = "",
    store_reply: StoreReply = store_no_reply,
) -> dict[str, Any]:
    """Hold a slot for what a reminder is about, for whoever asks.

    Rule: without a start it is the first free slot from the day on which the service will be due, or from
    the date that is named.
    Rule: who repeats the request with its key has the one hold. Where it was cut off before the answer,
    another may be held; the first expires by itself.
    Raises NotFound (404), InvalidField (400) for a location, Conflict (409) no_service, nothing_free,
    service_not_offered and what appointment-service refuses a hold with, UpstreamUnavailable (503).
    """
    reminder = reminders_of(actor, vehicle_id).filter(pk=reminder_id).first()
    if reminder is None:
        raise NotFound
    if not reminder.service_type:
        raise NO_SERVICE()
    known = Known.of(reminder.known)  # type: ignore[attr-defined]
    due = data.get("not_before") or forecast(reminder.due_on, reminder.due_km, known).on or known.today
    asked = {**data, "service_type": reminder.service_type, "not_before": max(due, known.today)}
    held = hold_slot(actor, asked, location_of(data), key=key, subject=reminder.pk)
    with transaction.atomic():
        store_reply(held, about=reminder)
    return held


def hold_slot(
    actor: Actor, wanted: dict[str, Any], location: Location, *, key: str, subject: UUID
) -> dict[str, Any]:
    """Hold a slot for the `service_type`: at `start`, or the first free one from `not_before` on.

    It is held by a key of its own, which follows from that of the request and the `subject` of it.
    Raises what hold_for_reminder does.
    """
    service_type = wanted["service_type"]
    start = wanted.get("start") or _first_free(actor, service_type, location, wanted["not_before"])
    own_key = str(uuid5(subject, f"{key} {service_type} {start.isoformat()}")) if key else ""
    return clients.hold(actor, service_type, location, start, own_key)


def _first_free(actor: Actor, service_type: str, location: Location, first: date) -> datetime:
    last = first + timedelta(days=SEARCHED_DAYS - 1)
    start = clients.first_free(actor, service_type, location, first, last)
    if start is None:
        raise NOTHING_FREE(first=first, last=last, service_type=service_type)
    return start
