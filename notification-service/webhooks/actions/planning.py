"""What is to be sent to webhooks, written down where it is decided."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import NotFound
from chassis.locking import locked
from chassis.models import new_id
from webhooks.errors import WEBHOOK_OFF
from webhooks.event_types import TEST
from webhooks.models import Status, Webhook, WebhookDelivery
from webhooks.queue import enqueue


def plan(type_: str, event_id: UUID, occurred_at: datetime, data: dict[str, Any]) -> None:
    """Send an event to all webhooks that chose its type, in the transaction that handles it.

    Rule: an event is sent to a webhook once, under one id, however often it comes and is tried.
    """
    subscribed = Webhook.objects.filter(off="", events__contains=[type_]).values_list("pk", flat=True)
    webhook_ids = list(subscribed)
    if not webhook_ids:
        return
    body = _body(type_, occurred_at, data)
    WebhookDelivery.objects.bulk_create(
        [_delivery(webhook_id, type_, event_id, body) for webhook_id in webhook_ids], ignore_conflicts=True
    )
    for webhook_id in webhook_ids:
        enqueue(webhook_id)


def send_test(webhook_id: UUID, *, store_reply: StoreReply = store_no_reply) -> WebhookDelivery:
    """Send a webhook something that did not happen, of the type `webhook.test`, as all else is sent.

    Raises NotFound (404), Conflict (409) webhook_off.
    """
    with transaction.atomic():
        webhook = locked(Webhook.objects.all(), webhook_id, no_key=True)
        if not webhook.is_on:
            raise WEBHOOK_OFF()
        body = _body(TEST, timezone.now(), {"webhook_id": str(webhook_id)})
        delivery = _delivery(webhook_id, TEST, new_id(), body)
        delivery.save(force_insert=True)
        store_reply(delivery)
        enqueue(webhook_id)
    return delivery


def replay(
    webhook_id: UUID, delivery_id: UUID, *, store_reply: StoreReply = store_no_reply
) -> WebhookDelivery:
    """Send something again now, under the id that it had, and as often as if it were new.

    Rule: whatever became of it can be replayed, as long as it is kept and its webhook is on.
    Raises NotFound (404), Conflict (409) webhook_off.
    """
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook_id).first()
        if webhook is None:
            raise NotFound
        delivery = locked(WebhookDelivery.objects.filter(webhook_id=webhook_id), delivery_id)
        if not webhook.is_on:
            raise WEBHOOK_OFF()
        delivery.status, delivery.due_at, delivery.tries = Status.WAITING, timezone.now(), 0
        delivery.save(update_fields=["status", "due_at", "tries", "updated_at"])
        store_reply(delivery)
        enqueue(webhook_id)
    return delivery


def _delivery(webhook_id: UUID, type_: str, event_id: UUID, body: str) -> WebhookDelivery:
    return WebhookDelivery(
        webhook_id=webhook_id, event_id=event_id, type=type_, body=body, due_at=timezone.now()
    )


def _body(type_: str, occurred_at: datetime, data: dict[str, Any]) -> str:
    timestamp = occurred_at.isoformat().replace("+00:00", "Z")
    return json.dumps({"type": type_, "timestamp": timestamp, "data": data}, ensure_ascii=False)
