"""Offering what is free to those who wait, one after the other."""

from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.taking import Unbookable, anew_when_lost, take
from appointments.calendar import Slot
from appointments.calendar_queries import Scope, calendar
from appointments.local_time import Span
from appointments.models import Reservation, ReservationState
from chassis.locking import take_turns
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Policy, ServiceType
from waitlist import events
from waitlist.actions.ending import pass_on
from waitlist.matching import Matches
from waitlist.models import Entry
from waitlist.statuses import Status

OFFERED_FOR = timedelta(minutes=30)
# Time to read the news and to answer.
SHORTEST_OFFER = timedelta(minutes=5)
# Of a service so many are looked at, the longest waiting first; of all services so many are offered a run.
LONGEST_LINE = 1000
MOST_AT_ONCE = 100


def offer_after_commit() -> None:
    """Offer what the present transaction is about to free. Where that is missed, the next minute does it."""
    transaction.on_commit(offer_what_is_free, robust=True)


def offer_what_is_free() -> int:
    """Rule: a time that becomes free is offered to whoever waits longest for the service, of those
    whom it fits. How many were.

    One transaction each, so that nobody waits for more than one of them.
    """
    made = 0
    in_line = Entry.objects.waiting().order_by("service_type_id").values_list("service_type_id", flat=True)
    for service_type_id in list(in_line.distinct()):
        while made < MOST_AT_ONCE and _offer_next(service_type_id):
            made += 1
    return made


def expire_offers() -> int:
    """Rule: an offer that is not accepted in time is over; the entry goes on waiting. How many were."""
    now, expired = timezone.now(), 0
    for entry_id in list(Entry.objects.unanswered(now).values_list("id", flat=True)[:MOST_AT_ONCE]):
        with transaction.atomic():
            unanswered = Entry.objects.unanswered(now).filter(pk=entry_id)
            entry = unanswered.select_for_update(skip_locked=True).first()
            if entry:
                events.offer_expired(entry)
                pass_on(entry)
                expired += 1
    return expired


@anew_when_lost
def _offer_next(service_type_id: UUID) -> bool:
    """Make the next offer of a service. Whether there was one to make."""
    now = timezone.now()
    with transaction.atomic():
        hold_the_calendar_still()
        take_turns("offers of the waiting list")
        service_type = ServiceType.objects.select_related("location").get(pk=service_type_id)
        location = service_type.location
        waiting = Entry.objects.waiting().filter(service_type=service_type).select_related("location")
        line = list(waiting.order_by("id")[:LONGEST_LINE])
        if not (line and service_type.is_active and location.is_active):
            return False
        policy = Policy.current(location.id)
        matches = Matches(service_type, line, now, policy, SHORTEST_OFFER)
        first_fits = ((entry, slot) for entry in line for slot in islice(matches.of(entry), 1))
        return any(_offer(entry, slot, now, policy) for entry, slot in first_fits)


def _offer(entry: Entry, slot: Slot, now: datetime, policy: Policy) -> bool:
    """Let the entry have the slot for a while. Whether both were still to be had.

    Rule: for half an hour, but not longer than the lead time lets it be booked.
    """
    waiting = Entry.objects.waiting().filter(pk=entry.pk).select_for_update(skip_locked=True).first()
    if waiting is None:
        return False
    lead = timedelta(minutes=policy.lead_minutes)
    waiting.status, waiting.offered_at = Status.OFFERED, now
    waiting.expires_at = min(now + OFFERED_FOR, slot.start - lead)
    waiting.reservation = Reservation(state=ReservationState.OFFERED, expires_at=waiting.expires_at)
    try:
        span, scope = Span(slot.start, slot.start), Scope(whole_weeks=True)
        take(waiting, calendar(slot.visit, span, now, policy, scope), slot.start)
    except Unbookable:
        return False
    waiting.reservation.save(force_insert=True)
    waiting.save()
    events.slot_offered(waiting)
    return True
