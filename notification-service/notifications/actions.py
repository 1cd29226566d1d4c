"""What can happen to an inbox."""

import uuid
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from chassis.writing import insert, together
from contacts.models import Contact
from notifications import events
from notifications.models import Notification
from notifications.permissions import inbox_of
from texts.rendering import rendered

# In characters, of what the inbox keeps; a mail has all of it.
LONGEST_BODY = 1000
ALREADY_THERE = "SELECT true FROM notifications_notification WHERE account_id = %s AND source_event_id = %s"


def notify(
    account_id: uuid.UUID,
    kind: str,
    values: dict[str, Any],
    about: str,
    about_id: uuid.UUID,
    source_event_id: uuid.UUID,
    location_id: uuid.UUID | None = None,
) -> None:
    """Put news into an account's inbox, in the language of its reader.

    Rule: one event makes at most one notification for an account, however often it is delivered.
    """
    with transaction.atomic(savepoint=False):
        if _is_there(account_id, source_event_id):
            return
        reader = Contact.objects.filter(pk=account_id).first() or Contact(id=account_id)
        text = rendered(kind, values, reader.language)
        notification = Notification(
            account_id=account_id,
            source_event_id=source_event_id,
            kind=kind,
            title=text.title,
            body=text.body[:LONGEST_BODY],
            about=about,
            about_id=about_id,
        )
        with together():
            insert(notification)
            events.notification_created(notification)


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


def mark_all_read(actor: Actor) -> int:
    """Mark everything in the caller's inbox as read, and say how many were not."""
    now = timezone.now()
    return inbox_of(actor).filter(read_at__isnull=True).update(read_at=now, updated_at=now)
