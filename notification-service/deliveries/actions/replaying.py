"""Sending again what failed for good."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.locking import locked
from deliveries.models import Delivery
from deliveries.queue import enqueue
from deliveries.statuses import TRANSITIONS


def replay(delivery_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Delivery:
    """Let a delivery be sent once more, under the same id and with all that was folded into it.

    Rule: only what failed or was suppressed is sent again, as often as if it were new.
    Raises NotFound (404), Conflict (409) illegal_transition.
    """
    with transaction.atomic():
        delivery = locked(Delivery.objects.all(), delivery_id)
        status = TRANSITIONS.after(delivery.status, "replay")
        now = timezone.now()
        delivery.update({"status": status, "due_at": now, "attempts": 0, "claimed_until": None, "error": ""})
        enqueue([delivery.id], urgent=True)
        store_reply(delivery)
    return delivery
