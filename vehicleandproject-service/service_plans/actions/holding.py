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
from service_plans.models import Reminder
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
    location = location_of(data)
    start = data.get("start") or _first_free(actor, reminder, location, data.get("not_before"))
    own_key = str(uuid5(reminder.pk, f"{key} {start.isoformat()}")) if key else ""
    held = clients.hold(actor, reminder.service_type, location, start, own_key)
    with transaction.atomic():
        store_reply(held, about=reminder)
    return held


def _first_free(actor: Actor, reminder: Reminder, location: Location, not_before: date | None) -> datetime:
    known = Known.of(reminder.known)  # type: ignore[attr-defined]
    due = not_before or forecast(reminder.due_on, reminder.due_km, known).on or known.today
    first = max(due, known.today)
    last = first + timedelta(days=SEARCHED_DAYS - 1)
    start = clients.first_free(actor, reminder.service_type, location, first, last)
    if start is None:
        raise NOTHING_FREE(first=first, last=last, service_type=reminder.service_type)
    return start
