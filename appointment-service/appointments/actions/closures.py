"""When a location is closed although its opening hours say otherwise, and which bookings that hits."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments.actions.attention import review
from appointments.actions.bookings_hit import named
from appointments.models import Appointment
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, forget_replies, store_no_reply
from chassis.locking import locked
from resources.calendar_lock import change_the_calendar
from resources.locations import location_of
from resources.models import Closure


def add_closure(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Closure:
    """Close a location for a while.

    Rule: the bookings that it hits are counted and the first hundred named; all stay and need attention until
    somebody has spoken with the customers.
    Raises InvalidField (400).
    """
    location = location_of(data)
    with transaction.atomic():
        change_the_calendar()
        closure = Closure.objects.create(**{**data, "location_id": location.id})
        store_reply(with_bookings(closure))
    return closure


def with_bookings(closure: Closure) -> Closure:
    """The closure, as its answer names the bookings that it hits; they are looked through."""
    affected = Appointment.objects.hit_by(closure, timezone.now())
    review(affected)
    hit = named(affected)
    closure.bookings, closure.bookings_count = hit.bookings, hit.bookings_count  # type: ignore[attr-defined]
    return closure


def remove_closure(closure_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Raises NotFound (404)."""
    with transaction.atomic():
        change_the_calendar()
        closure = locked(Closure.objects.all(), closure_id)
        check_precondition(closure)
        hit = list(Appointment.objects.hit_by(closure, timezone.now()).values_list("pk", flat=True))
        forget_replies(closure.pk)
        closure.delete()
        review(Appointment.objects.filter(pk__in=hit))
