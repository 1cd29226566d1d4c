"""What can happen to an inbox."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from chassis.writing import insert, together
from contacts.actions import contact_of
from contacts.models import ChannelName
from deliveries.actions import plan
from notifications import events
from notifications.models import Notification
from notifications.permissions import inbox_of
from texts.rendering import rendered

ALREADY_THERE = "SELECT true FROM notifications_notification WHERE account_id = %s AND source_event_id = %s"


def notify(
    account_id: uuid.UUID,
    kind: str,
    values: dict[str, Any],
    about: str,
    about_id: uuid.UUID,
    source_event_id: uuid.UUID,
    location_id: uuid.UUID | None = None,
    *,
    valid_until: datetime | None = None,
    channels: Collection[str] = tuple(ChannelName),
) -> None:
    """Put news into an account's inbox, in the language of its reader, and plan what is sent of it.

    Rule: one event makes at most one notification for an account, however often it is delivered.
    """
    with transaction.atomic(savepoint=False):
        if _is_there(account_id, source_event_id):
            return
        reader = contact_of(account_id)
        text = rendered(kind, values, reader.language)
        notification = Notification(
            account_id=account_id,
            source_event_id=source_event_id,
            kind=kind,
            title=text.title,
            body=text.body,
            values=values,
            about=about,
            about_id=about_id,
            location_id=location_id,
        )
        with together():
            insert(notification)
            events.notification_created(notification)
        plan(
            reader,
            kind,
            values,
            about,
            about_id,
            source_event_id,
            location_id,
            valid_until=valid_until,
            channels=channels,
        )


def _is_there(account_id: uuid.UUID, source_event_id: uuid.UUID) -> bool:
    """Asked of each event for everybody who gets one of it, so its plan is kept."""
    return bool(connection.fetch_prepared(ALREADY_THERE, [account_id, source_event_id]))  # type: ignore[attr-defined]


def mark_read(
    actor: Actor, notification_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> Notification:
    """Mark one notification as read.

    Rule: the first reading counts; marking it again changes nothing.
    Raises NotFound (404) for another account's.
    """
    with transaction.atomic():
        notification = locked(inbox_of(actor), notification_id)
        if notification.read_at is None:
            notification.read_at = timezone.now()
            notification.save(update_fields=["read_at", "updated_at"])
        store_reply(notification)
    return notification


def mark_unread(
    actor: Actor, notification_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> Notification:
    """Mark one notification as not read. Raises NotFound (404) for another account's."""
    with transaction.atomic():
        notification = locked(inbox_of(actor), notification_id)
        notification.update({"read_at": None})
        store_reply(notification)
    return notification


def archive(
    actor: Actor, notification_id: uuid.UUID, *, store_reply: StoreReply = store_no_reply
) -> Notification:
    """Put one notification aside.

    Rule: what is archived is left out of the inbox and of what is unread, and can still be read.
    Raises NotFound (404) for another account's.
    """
    with transaction.atomic():
        notification = locked(inbox_of(actor), notification_id)
        if notification.archived_at is None:
            notification.update({"archived_at": timezone.now()})
        store_reply(notification)
    return notification


def count_unread(actor: Actor) -> int:
    return inbox_of(actor).filter(archived_at=None, read_at=None).count()


def mark_all_read(actor: Actor) -> int:
    """Mark everything in the caller's inbox as read, and say how many were not."""
    now = timezone.now()
    return inbox_of(actor).filter(archived_at=None, read_at=None).update(read_at=now, updated_at=now)
