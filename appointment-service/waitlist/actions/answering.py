"""What is done about an offer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.booking import enter, new_booking
from appointments.actions.limits import check_limit, check_limit_of_a_day, check_verified, turns_of
from appointments.actions.taking import anew_when_lost, offering_alternatives, take
from appointments.calendar_queries import Scope, Wanted, calendar_and_limits
from appointments.models import Appointment, Reservation
from appointments.visit import Visit
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from chassis.writing import together
from resources.calendar_lock import hold_the_calendar_still
from waitlist import events
from waitlist.actions.ending import pass_on
from waitlist.errors import OFFER_EXPIRED
from waitlist.models import Entry
from waitlist.permissions import entries_visible_to
from waitlist.statuses import TRANSITIONS


@anew_when_lost
def accept(
    actor: Actor, entry_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Book what is offered.

    Rule: who accepts names the start, so that nobody books another than they have read of.
    Rule: an offer keeps others away, and the calendar decides when it is booked, as of a hold; the
    customer's limits count then.
    Raises NotFound (404), Forbidden (403) email_unverified, Conflict (409) offer_expired,
    illegal_transition, too_many_open, too_many_that_day, own_hold, slot_taken, not_a_slot or vehicle_taken
    with alternatives.
    """
    check_verified(actor)
    with offering_alternatives(actor), transaction.atomic():
        hold_the_calendar_still(*turns_of(actor))
        entry = locked(entries_visible_to(actor), entry_id)
        now = timezone.now()
        _check_offered(entry, data["start"], now)
        entry.status = TRANSITIONS.after(entry.status, "accept")
        entry.appointment = _book(entry, data["start"], actor, now)
        entry.save()
        store_reply(entry.appointment)
    return entry.appointment


def decline(actor: Actor, entry_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Entry:
    """Let the next one have what is offered.

    Raises NotFound (404), Conflict (409) illegal_transition.
    """
    with transaction.atomic():
        entry = locked(entries_visible_to(actor), entry_id)
        TRANSITIONS.after(entry.status, "decline")
        events.offer_declined(entry)
        pass_on(entry)
        store_reply(entry)
    return entry


def _check_offered(entry: Entry, start: datetime, now: datetime) -> None:
    """Also where the worker has not come by, and where it has."""
    offered = entry.start == start and entry.expires_at is not None and now < entry.expires_at
    if start in entry.passed or (entry.start is not None and not offered):
        raise OFFER_EXPIRED()


def _book(entry: Entry, start: datetime, actor: Actor, now: datetime) -> Appointment:
    visit = Visit([entry.service_type])
    wanted = Wanted(
        entry.location_id,
        visit.requested,
        lambda _: visit,
        start,
        actor.id,
        Scope(vehicle_id=entry.vehicle_id, whole_weeks=True),
        since=entry.offered_at,
    )
    Reservation.objects.delete_expired(now)
    entry.let_go()
    known, has = calendar_and_limits(wanted, now)
    if actor.is_customer:
        check_limit(has, known.policy)
        check_limit_of_a_day(has, known.location, start, known.policy)
    appointment = new_booking(actor, entry.customer_id, entry.vehicle_id, entry.notes)
    appointment.sell(known.visit, known.policy.deposit_percent)
    with together():
        take(appointment, known, start, has)
        enter(appointment, actor)
    return appointment
