"""Which bookings a change of the calendar hits."""

from typing import NamedTuple

from django.db.models import QuerySet

from appointments.models import Appointment

# An answer names so many of them; the list of appointments has all.
MOST_NAMED = 100


class Hit(NamedTuple):
    bookings_count: int
    bookings: list[Appointment]


def named(hit: QuerySet[Appointment]) -> Hit:
    """How many these are, and the first hundred of them."""
    first = hit.select_related("service_type", "bay").order_by("start", "id")[:MOST_NAMED]
    return Hit(hit.count(), list(first))
