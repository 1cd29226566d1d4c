"""What takes the time that somebody wants."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from appointments.local_time import Span
from appointments.models import Allocation

# An answer names so many of them.
MOST_NAMED = 100


def in_the_way(wanted: Iterable[tuple[UUID, Span]], but: UUID | None = None) -> list[dict[str, Any]]:
    """What takes one of these resources at its time, in order, but for one reservation: the first hundred.

    Rule: bookings and blocks are named by their ids; a hold or an offer is its owner's, so only until when
    it may last.
    """
    any_of_them = (Q(resource_id=resource_id, during__overlap=during) for resource_id, during in wanted)
    taken = Allocation.objects.filter(reduce(or_, any_of_them))
    if but:
        taken = taken.exclude(reservation_id=but)
    rows = taken.order_by("during", "id").values_list(
        "reservation__state", "reservation__appointment__id", "reservation__block__id", "kind",
        "resource_id", "during__startswith", "during__endswith", "expires_at",
    )  # fmt: skip
    return [_named(*row) for row in rows[:MOST_NAMED]]


def _named(
    state: str,
    appointment_id: UUID | None,
    block_id: UUID | None,
    kind: str,
    resource_id: UUID,
    start: datetime,
    end: datetime,
    expires_at: datetime | None,
) -> dict[str, Any]:
    return {
        "state": state,
        "id": appointment_id or block_id,
        "resource": kind,
        "resource_id": resource_id,
        "start": start,
        "end": end,
        "expires_at": expires_at,
    }
