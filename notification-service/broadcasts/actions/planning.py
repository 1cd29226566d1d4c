"""A broadcast goes on by a page of people, in one transaction with where it is."""

from uuid import UUID

from django.db import transaction

from broadcasts.models import Broadcast
from broadcasts.people import people_of
from broadcasts.statuses import Status
from contacts.models import ChannelName, Contact
from deliveries.queue import hand_over
from notifications.actions import notify

KIND = "broadcast"
PAGE = 100


def plan_soon(broadcast_id: UUID) -> None:
    """Let a worker go on with it as soon as this transaction is committed."""
    hand_over("broadcasts.plan_next", str(broadcast_id))


def plan_next(broadcast_id: UUID) -> None:
    """Give a broadcast to the next people, and note where it is; another job then goes on.

    Rule: nobody is given a broadcast twice, and nobody is passed over, whatever dies in between.
    """
    with transaction.atomic():
        broadcast = Broadcast.objects.select_for_update(skip_locked=True).filter(pk=broadcast_id).first()
        if broadcast is None or broadcast.status != Status.PLANNING:
            return
        page = _next_people(broadcast)
        for contact in page:
            _give(broadcast, contact)
        if len(page) == PAGE:
            plan_soon(broadcast_id)
        else:
            broadcast.status = Status.PLANNED
        broadcast.position = page[-1].pk if page else broadcast.position
        broadcast.people += len(page)
        broadcast.save(update_fields=["status", "position", "people", "updated_at"])


def go_on() -> None:
    """Go on with what a broker lost or a worker left."""
    for broadcast_id in Broadcast.objects.filter(status=Status.PLANNING).values_list("pk", flat=True):
        plan_next(broadcast_id)


def _next_people(broadcast: Broadcast) -> list[Contact]:
    people = people_of({name: getattr(broadcast, name) for name in ("languages", "cities", "customer_ids")})
    if broadcast.position:
        people = people.filter(pk__gt=broadcast.position)
    return list(people.order_by("pk")[:PAGE])


def _give(broadcast: Broadcast, contact: Contact) -> None:
    """Rule: it is in their inbox, and sent by the channels that they and the broadcast have in common."""
    notify(
        contact.pk,
        KIND,
        {"title": broadcast.title, "body": broadcast.body},
        KIND,
        broadcast.id,
        broadcast.id,
        channels=broadcast.channels or tuple(ChannelName),
    )
