"""In whose name a location writes invoices."""

from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.locking import locked
from resources import events
from resources.models import Identity, Location, ServiceType


def replace_identity(
    location_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Location:
    """Say whose workshop a location is.

    Rule: an identity is replaced as a whole, and what is left out is empty.
    Raises NotFound (404).
    """
    empty = {field.name: "" for field in Identity._meta.get_fields()}
    with transaction.atomic():
        location = locked(Location.objects.all(), location_id)
        check_precondition(location)
        if changes := location.update({**empty, **data}):
            events.location_changed(location, changes)
    return location


def follow_first_price(location: Location, currency: str) -> None:
    """Take over the currency of what a location sells first.

    Rule: until somebody says whose workshop it is, a location's estimates and invoices are in the currency of
    the service that it offered first, and in euros before.
    """
    location = locked(Location.objects.all(), location.id)
    if location.legal_name or ServiceType.objects.filter(location=location).exists():
        return
    if changes := location.update({"currency": currency}):
        events.location_changed(location, changes)
