"""How long is known what was sent to whom."""

from django.db.models import Q

from chassis.retention import keep
from deliveries.models import Delivery, ReceivedReply
from deliveries.statuses import Status

# As long as the news that they were sent of. What waits is sent, or has failed, long before.
keep(
    Delivery,
    "deliveries that are over",
    days=365,
    since="created_at",
    where=lambda: ~Q(status=Status.WAITING),
)

# Afterwards there is no delivery any more that could be answered.
keep(ReceivedReply, "which answers by mail were passed on", days=366, since="created_at")
