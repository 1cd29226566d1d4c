"""Getting on the waiting list, and off it."""

from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.availability import ALTERNATIVES, offered, shown
from appointments.actions.limits import check_verified
from appointments.actions.owners import owner_of
from appointments.local_time import days_later
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked, take_turns
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Policy
from waitlist import events
from waitlist.errors import ALREADY_WAITING, BEYOND_HORIZON, SLOTS_FREE, TOO_MANY_WAITING
from waitlist.matching import Matches
from waitlist.models import Entry
from waitlist.permissions import entries_visible_to
from waitlist.statuses import Status

MOST_OPEN = 20


def join(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Entry:
    """Let a vehicle wait for a time to become free.

    Rule: a customer waits with their own vehicle, staff let its owner wait.
    Rule: what is free is for everybody, so nobody waits for it: who waits is offered what becomes free.
    Raises InvalidField (400), Forbidden (403) email_unverified, Conflict (409) slots_free, already_waiting or
    too_many_waiting.
    """
    check_verified(actor)
    customer_id = owner_of(actor, data)
    with refusing(a_vehicle_waits_once_for_a_service=ALREADY_WAITING), transaction.atomic():
        hold_the_calendar_still()
        service_type = offered(data).service_types[0]
        wishes = {name: value for name, value in data.items() if name not in {"service_type", "location_id"}}
        entry = Entry(
            **wishes, customer_id=customer_id, service_type=service_type, location=service_type.location
        )
        _check_full(entry, timezone.now())
        _check_limit(customer_id)
        entry.save(force_insert=True)
        store_reply(entry)
    return entry


def leave(actor: Actor, entry_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Take an entry off the list.

    Rule: what is offered to it is given back, and what it booked stays booked.
    Raises NotFound (404).
    """
    with transaction.atomic():
        entry = locked(entries_visible_to(actor), entry_id)
        check_precondition(entry)
        if entry.status == Status.OFFERED:
            events.offer_declined(entry)
            entry.let_go()
        forget_replies(entry.pk)
        entry.delete()


def _check_full(entry: Entry, now: datetime) -> None:
    policy = Policy.current(entry.location_id)
    if entry.starts_before > days_later(now, policy.horizon_days + 1, entry.location.zone):
        raise BEYOND_HORIZON(field="starts_before", days=policy.horizon_days)
    free = islice(Matches(entry.service_type, [entry], now, policy).of(entry), ALTERNATIVES)
    instead = [shown(slot) for slot in free]
    if instead:
        raise SLOTS_FREE(alternatives=instead)


def _check_limit(customer_id: UUID) -> None:
    """Rule: a customer waits for at most twenty things at a time."""
    take_turns(f"waiting list of {customer_id}")
    if Entry.objects.open().filter(customer_id=customer_id).count() >= MOST_OPEN:
        raise TOO_MANY_WAITING(limit=MOST_OPEN)
