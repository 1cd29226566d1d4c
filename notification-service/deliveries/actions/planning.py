"""From news to what is sent of it: to whom, by which channels, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.utils import timezone

from contacts.actions import contact_of
from contacts.models import ChannelName, Contact
from deliveries.models import DIGEST, Delivery
from deliveries.places import configured, is_configured, places_of
from deliveries.queue import enqueue
from deliveries.statuses import Status
from preferences.actions import choices_of, preferences_of
from preferences.channels import channels_for, consents_to
from preferences.models import Digest, Preferences
from preferences.times import after_quiet_hours, next_digest, zone_of
from texts.kinds import KINDS, Kind
from texts.values import instant

log = structlog.get_logger()


def plan(
    contact: Contact,
    kind: str,
    values: dict[str, Any],
    about: str,
    about_id: UUID | None,
    source_event_id: UUID,
    location_id: UUID | None = None,
    *,
    valid_until: datetime | None = None,
    channels: Collection[str] = tuple(ChannelName),
) -> None:
    """Plan what is sent to somebody of news, in the caller's transaction. `values` are as texts.kinds says.

    Rule: one event is sent once to a person by each channel, to each device, however often it is handled.
    Rule: nothing is planned for who is not active or did not consent, nor for an address that is stopped.
    Rule: for who is not known yet mail is planned as for a customer, and waits until they are.
    """
    if not configured():
        return
    said = KINDS[kind]
    if not contact.is_active or not consents_to(contact, said):
        return
    places = places_of(contact)
    wanted = channels_for(contact, said, choices_of(contact.id), {place.channel for place in places})
    preferences, now = preferences_of(contact.id), timezone.now()
    deliveries = [
        Delivery(
            account_id=contact.id,
            kind=kind,
            channel=place.channel,
            device_id=place.device_id,
            values=values,
            about=about,
            about_id=about_id,
            location_id=location_id,
            source_event_id=source_event_id,
            valid_until=valid_until,
            **_when(contact, preferences, said, place.channel, now, valid_until),
        )
        for place in places
        if place.channel in wanted and place.channel in channels
    ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    due = [delivery.id for delivery in deliveries if delivery.due_at <= now]
    enqueue(due, urgent=said.urgent or said.security)


def plan_code(
    account_id: UUID,
    purpose: str,
    code_id: UUID,
    source_event_id: UUID,
    *,
    channel: str,
    valid_until: datetime,
) -> None:
    """Plan that a code is sent, in the caller's transaction. `purpose` is its kind of text.

    Rule: a code is sent at once, whatever its reader chose of news: they asked for it, or wait for it.
    Rule: neither the code nor its address is kept here; both are asked for when it is sent.
    Rule: a number that is not verified is sent the code that verifies it, and nothing else.
    """
    now = timezone.now()
    if not is_configured(channel) or (channel == ChannelName.SMS) != KINDS[purpose].by_sms:
        log.warning("no way for a code", purpose=purpose, channel=channel)
        return
    zone = zone_of(contact_of(account_id)).key
    delivery = Delivery(
        account_id=account_id,
        kind=purpose,
        channel=channel,
        values={"until": instant(valid_until.isoformat(), zone)},
        about=purpose,
        about_id=code_id,
        source_event_id=source_event_id,
        due_at=now,
        valid_until=valid_until,
    )
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    enqueue([delivery.id], urgent=True)


def cancel(kind: str, about_id: UUID) -> None:
    """Rule: what is overtaken before it was sent is not sent."""
    waiting = Delivery.objects.filter(kind=kind, about_id=about_id, status=Status.WAITING, attempts=0)
    waiting.update(status=Status.CANCELLED, error="It was overtaken.", updated_at=timezone.now())


def _when(
    contact: Contact,
    preferences: Preferences,
    kind: Kind,
    channel: str,
    now: datetime,
    valid_until: datetime | None,
) -> dict[str, Any]:
    """Rule: what is urgent or about the security of an account is sent at once. Other mail waits for the
    digest of who has one, unless it were out of date then, and everything for the end of quiet hours."""
    if kind.urgent or kind.security:
        return {"due_at": now}
    zone = zone_of(contact)
    if channel == ChannelName.EMAIL and preferences.digest != Digest.OFF:
        digest = after_quiet_hours(preferences, zone, next_digest(preferences, zone, now))
        if valid_until is None or digest < valid_until:
            return {"due_at": digest, "folds_as": DIGEST}
    return {"due_at": after_quiet_hours(preferences, zone, now)}
