"""How far a broadcast is: what became of its deliveries."""

from django.db.models import Case, Count, QuerySet, When

from broadcasts.models import Broadcast
from deliveries.models import Delivery
from deliveries.models import Status as Delivered

# Of what is still `folded` the message that it is part of is deleted by now.
SENT = (Delivered.SENT, Delivered.FOLDED)
NOT_SENT = (Delivered.CANCELLED, Delivered.SUPPRESSED)


def deliveries_of(broadcast: Broadcast) -> QuerySet[Delivery]:
    return Delivery.objects.filter(kind="broadcast", about_id=broadcast.id)


def with_progress(broadcast: Broadcast) -> Broadcast:
    """The broadcast with its `progress`: of all deliveries how many wait, are sent, failed, or never are.

    Rule: what became part of another message is as far as that one is.
    """
    became = Case(
        When(status=Delivered.FOLDED, folded_into__isnull=False, then="folded_into__status"), default="status"
    )
    counted = deliveries_of(broadcast).order_by().values_list(became).annotate(Count("pk"))
    counts: dict[str, int] = dict(counted)
    broadcast.progress = {
        "planned": sum(counts.values()),
        "waiting": counts.get(Delivered.WAITING, 0),
        "sent": sum(counts.get(status, 0) for status in SENT),
        "failed": counts.get(Delivered.FAILED, 0),
        "not_sent": sum(counts.get(status, 0) for status in NOT_SENT),
    }
    return broadcast
