"""How long entries of the waiting list are kept that are over."""

from django.db.models import Q

from chassis.retention import keep
from waitlist.models import Entry
from waitlist.statuses import OPEN

keep(
    Entry,
    "entries of the waiting list that are over",
    days=90,
    since="updated_at",
    where=lambda: ~Q(status__in=OPEN),
)
