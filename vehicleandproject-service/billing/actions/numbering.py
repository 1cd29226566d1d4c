"""The series from which invoices and credit notes have their numbers."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from billing.errors import PREFIX_TAKEN, SERIES_BEGUN
from billing.models import DocumentKind, InvoiceSeries
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.errors import refusing
from chassis.locking import locked
from projects.locations import location_of


def take_number(location_id: UUID | None, kind: DocumentKind) -> tuple[InvoiceSeries, int]:
    """The series that counts there, and the next number of it, in the transaction that writes the document.

    Rule: numbers of a series are gapless: its row is locked until what has the number is there too, and what
    is rolled back gives it back. The newest series of the location counts, else the newest of all locations.
    """
    candidates = InvoiceSeries.objects.filter(kind=kind)
    newest = candidates.filter(location=location_id) | candidates.filter(location__isnull=True)
    counts = newest.order_by(F("location_id").asc(nulls_last=True), "-id").values_list("pk", flat=True)
    series = locked(InvoiceSeries.objects.all(), counts.first())
    number = series.next_number
    series.update({"next_number": number + 1})
    return series, number


def add_series(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> InvoiceSeries:
    """Begin another series.

    Rule: it takes over from the one before it as soon as it is there. Raises InvalidField (400) for an
    unknown location, Conflict (409) prefix_taken.
    """
    location = location_of(data) if "location_id" in data else None
    data.pop("location_id", None)
    with refusing(unique_series_prefix=lambda: PREFIX_TAKEN(prefix=data["prefix"])), transaction.atomic():
        series = InvoiceSeries.objects.create(location=location, next_number=data["first_number"], **data)
        store_reply(series)
    return series


def change_series(
    series_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> InvoiceSeries:
    """Say how its numbers begin.

    Rule: the prefix and the first number of a series are set until something was issued in it.
    Raises NotFound (404), Conflict (409) series_begun, prefix_taken, PreconditionFailed (412).
    """
    with refusing(unique_series_prefix=lambda: PREFIX_TAKEN(prefix=data["prefix"])), transaction.atomic():
        series = locked(InvoiceSeries.objects.all(), series_id)
        check_precondition(series)
        if series.next_number != series.first_number:
            raise SERIES_BEGUN()
        if "first_number" in data:
            data["next_number"] = data["first_number"]
        series.update(data)
    return series
