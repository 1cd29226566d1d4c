"""Beginning a broadcast, and ending it before all of it is sent."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from broadcasts.actions.planning import KIND, plan_soon
from broadcasts.models import Broadcast
from broadcasts.people import people_of
from broadcasts.progress import deliveries_of, with_progress
from broadcasts.statuses import TRANSITIONS
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from deliveries.actions import cancel as cancel_deliveries
from deliveries.models import Status as Delivered


def how_many(data: dict[str, Any]) -> int:
    """How many people a broadcast would be for. Nothing is written down."""
    return people_of(data).count()


def begin(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Broadcast:
    """Begin to write to all whom it is for. It is answered at once, and goes on by the worker.

    `data`: title, body, and languages, cities, customer_ids and channels, of which an empty list is any.

    Rule: who consents, moves or withdraws meanwhile counts as they are when they are looked at.
    """
    with transaction.atomic():
        broadcast = Broadcast.objects.create(**data, created_by=actor.id)
        plan_soon(broadcast.id)
        with_progress(broadcast)
        store_reply(broadcast)
    return broadcast


def cancel(broadcast_id: UUID, *, store_reply: StoreReply = store_no_reply) -> Broadcast:
    """Write to nobody else, and send nothing that waits.

    Rule: what was sent stays sent, and so does what is being sent at this moment.
    Raises NotFound (404), Conflict (409) illegal_transition.
    """
    with transaction.atomic():
        broadcast = locked(Broadcast.objects.all(), broadcast_id)
        broadcast.update({"status": TRANSITIONS.after(broadcast.status, "cancel")})
        cancel_deliveries(KIND, broadcast.id)
        # What a worker has already is not tried again, also where it is part of a digest.
        begun = (Delivered.WAITING, Delivered.FOLDED)
        deliveries_of(broadcast).filter(status__in=begun).update(valid_until=timezone.now())
        with_progress(broadcast)
        store_reply(broadcast)
    return broadcast
