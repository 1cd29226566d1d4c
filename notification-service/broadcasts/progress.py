"""How far a broadcast is: what became of its deliveries."""

from django.db.models import Count, QuerySet

from broadcasts.models import Broadcast
from deliveries.models import Delivery
from deliveries.models import Status as Delivered

SENT = (Delivered.SENT, Delivered.FOLDED)
NOT_SENT = (Delivered.CANCELLED, Delivered.SUPPRESSED)


def deliveries_of(broadcast: Broadcast) -> QuerySet[Delivery]:
    return Delivery.objects.filter(kind="broadcast", about_id=broadcast.id)


def with_progress(broadcast: Broadcast) -> Broadcast:
    """The broadcast with its `progress`: of all deliveries how many wait, are sent, failed, or never are."""
    counted = deliveries_of(broadcast).order_by().values_list("status").annotate(Count("pk"))
    counts: dict[str, int] = dict(counted)
    broadcast.progress = {
        "planned": sum(counts.values()),
        "waiting": counts.get(Delivered.WAITING, 0),
        "sent": sum(counts.get(status, 0) for status in SENT),
        "failed": counts.get(Delivered.FAILED, 0),
        "not_sent": sum(counts.get(status, 0) for status in NOT_SENT),
    }
    return broadcast
