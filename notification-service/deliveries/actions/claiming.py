"""A worker takes a delivery: it alone sends it for a while, unless it is not to be sent now, or at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from chassis.locking import take_turns
from contacts.actions import contact_of, is_stopped
from contacts.models import ChannelName, Contact
from deliveries.models import Delivery
from deliveries.places import Place, is_configured, place_of
from deliveries.rates import turn_of
from deliveries.statuses import NotSent, Status
from preferences.actions import choices_of
from preferences.channels import Choices, channels_for, consents_to
from preferences.times import end_of_quiet_hours
from texts.kinds import KINDS

# Longer than a channel takes, waiting for its rate included. Then another worker may send it.
LEASE = timedelta(minutes=1)
MOST_ATTEMPTS = 6
# Longer than it takes to publish all accounts anew, and than one service is behind another for long.
UNKNOWN_FOR = timedelta(hours=1)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that a worker has until `until`, and where it goes; of a code that is known when it is asked
    for. `news` is what it says: it alone, or all that was folded into it."""

    delivery: Delivery
    news: list[Delivery]
    contact: Contact
    place: Place
    until: datetime


def claim(delivery_id: UUID) -> Claim | None:
    """Take a delivery that is due; None if there is nothing to send of it now.

    Rule: one worker at a time has a delivery, and who does not come back loses it after a minute.
    Rule: who withdrew their consent, switched a kind off or left meanwhile is sent nothing; nobody is sent
    what is out of date.
    Rule: what is not urgent waits for the end of quiet hours also where its turn comes in them, as by a
    storm, by another attempt or by a worker that was away.
    Rule: what was begun six times is not begun again.
    Rule: news of somebody who is not known yet wait for an hour at most, without an attempt; then they are
    cancelled.
    """
    with transaction.atomic():
        delivery = _locked(delivery_id, now := timezone.now())
        if delivery is None:
            return None
        folded = list(Delivery.objects.filter(folded_into=delivery).order_by("pk"))
        contact = contact_of(delivery.account_id)
        if turn := _turn_of(delivery, folded, contact, now):
            delivery.due_at, delivery.folds_as = turn
            delivery.save(update_fields=["due_at", "folds_as", "updated_at"])
            return None
        try:
            place = _place_of(delivery, contact)
            news = _wanted([delivery, *(folded or _fold(delivery, now))], contact)
        except NotSent as why:
            delivery.status, delivery.error, delivery.claimed_until = why.status, why.reason, None
            delivery.save(update_fields=["status", "error", "claimed_until", "updated_at"])
            return None
        delivery.claimed_until = now + LEASE
        delivery.attempts += 1
        delivery.save(update_fields=["claimed_until", "attempts", "updated_at"])
    return Claim(delivery, news, contact, place, delivery.claimed_until)


def _locked(delivery_id: UUID, now: datetime) -> Delivery | None:
    """The delivery, if it is due. Workers take turns over what one person is sent by a channel before they
    lock any of it, so that the first of them finds all that folds with it."""
    due = Delivery.objects.due(now).filter(pk=delivery_id)
    found = due.first()
    if found is None:
        return None
    take_turns(f"{found.channel} to {found.account_id}")
    return due.select_for_update(skip_locked=True).first()


def _turn_of(
    delivery: Delivery, folded: list[Delivery], contact: Contact, now: datetime
) -> tuple[datetime, str] | None:
    """Until when it has to wait, and as what it folds then; None if it need not."""
    if unknown := {one.kind for one in (delivery, *folded)} - KINDS.keys():
        log.warning("left to a newer worker", kinds=sorted(unknown))
        return now + LEASE, delivery.folds_as
    if not contact.is_known and now < delivery.created_at + UNKNOWN_FOR:
        return now + LEASE, delivery.folds_as
    if not _passes_quiet_hours(delivery) and (end := end_of_quiet_hours(delivery.account_id, now)):
        return end, delivery.folds_as
    return turn_of(delivery, now) if delivery.attempts == 0 else None


def _passes_quiet_hours(delivery: Delivery) -> bool:
    kind = KINDS[delivery.kind]
    return kind.urgent or kind.security


def _place_of(delivery: Delivery, contact: Contact) -> Place:
    """Where it goes. Raises NotSent."""
    if delivery.attempts >= MOST_ATTEMPTS:
        raise NotSent(Status.FAILED, delivery.error or "The worker did not come back.")
    if not contact.is_known:
        raise NotSent(Status.CANCELLED, "The account is not known.")
    if not contact.is_active:
        raise NotSent(Status.CANCELLED, "The account is not active.")
    if KINDS[delivery.kind].code_in:
        place = Place(delivery.channel, "") if is_configured(delivery.channel) else None
    else:
        place = place_of(contact, delivery.channel, delivery.device_id)
    if place is None:
        raise NotSent(Status.CANCELLED, "There is no address.")
    if place.channel != ChannelName.PUSH and is_stopped(place.channel, place.address):
        raise NotSent(Status.SUPPRESSED, "The address is stopped.")
    return place


def _wanted(deliveries: list[Delivery], contact: Contact) -> list[Delivery]:
    """Those that are not out of date, nor switched off or no longer consented to. Raises NotSent if there are
    none."""
    choices, now = choices_of(contact.id), timezone.now()
    if not (valid := [one for one in deliveries if one.valid_until is None or now < one.valid_until]):
        raise NotSent(Status.CANCELLED, "It is out of date.")
    wanted = [one for one in valid if _is_wanted(one, contact, choices)]
    if not wanted:
        raise NotSent(Status.CANCELLED, "It is not wanted any more.")
    return wanted


def _is_wanted(delivery: Delivery, contact: Contact, choices: Choices) -> bool:
    kind = KINDS[delivery.kind]
    if not consents_to(contact, kind):
        return False
    if delivery.channel == ChannelName.EMAIL:
        return delivery.channel in channels_for(contact, kind, choices, {delivery.channel})
    return choices.get((kind.name, delivery.channel)) is not False


def _fold(delivery: Delivery, now: datetime) -> list[Delivery]:
    """Take along what is due with it and folds as it does.

    Rule: once folded it stays so, also when it is sent again: what comes later is another message.
    """
    if delivery.attempts or not delivery.folds_as:
        return []
    others = Delivery.objects.due(now).filter(
        account_id=delivery.account_id,
        channel=delivery.channel,
        device_id=delivery.device_id,
        folds_as=delivery.folds_as,
        attempts=0,
    )
    folded = list(others.exclude(pk=delivery.pk).select_for_update(skip_locked=True).order_by("pk"))
    Delivery.objects.filter(pk__in=[one.pk for one in folded]).update(
        status=Status.FOLDED, folded_into=delivery, updated_at=now
    )
    return folded
