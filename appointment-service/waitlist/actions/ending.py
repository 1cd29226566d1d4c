"""How an offer and the waiting end."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from waitlist import events
from waitlist.models import Entry, EntryQuerySet
from waitlist.statuses import EndReason, Status

MOST_PASSED = 3
ENDED_AT_ONCE = 100


def pass_on(entry: Entry) -> None:
    """Let go of what is offered to an entry that is locked.

    Rule: who did not take an offer waits on and keeps their place, and is not offered the same start again;
    after the third the waiting ends.
    """
    if entry.start:
        entry.passed = [*entry.passed, entry.start]
    entry.let_go()
    entry.status = Status.WAITING
    if len(entry.passed) < MOST_PASSED:
        entry.save()
    else:
        _end(entry, EndReason.OFFERS_PASSED)


def end_what_is_in_vain() -> None:
    """Rule: who waited for times that are past waits no longer."""
    in_vain = Entry.objects.in_vain(timezone.now())
    _end_all(in_vain, EndReason.RANGE_OVER)


def end_of_vehicle(vehicle_id: UUID, owner_id: UUID) -> None:
    """Rule: a vehicle that was removed or changed hands waits for nothing that who had it wanted."""
    theirs = Entry.objects.open().filter(vehicle_id=vehicle_id, customer_id=owner_id)
    _end_all(theirs, EndReason.VEHICLE_REMOVED)


def end_of_customer(customer_id: UUID) -> None:
    """Rule: whose account is closed waits for nothing."""
    _end_all(Entry.objects.open().filter(customer_id=customer_id), EndReason.ACCOUNT_CLOSED)


def _end_all(entries: EntryQuerySet, reason: EndReason) -> None:
    for entry_id in list(entries.values_list("id", flat=True)[:ENDED_AT_ONCE]):
        with transaction.atomic():
            entry = entries.filter(pk=entry_id).select_for_update().first()
            if entry:
                entry.let_go()
                _end(entry, reason)


def _end(entry: Entry, reason: EndReason) -> None:
    entry.status, entry.end_reason = Status.ENDED, reason
    entry.save()
    events.entry_ended(entry)
