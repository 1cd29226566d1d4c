"""A change of the calendar concerns whoever has bookings by it: they subscribe, and are unknown here."""

from typing import Any

from django.dispatch import Signal

# Sent in the transaction of the change, under the lock of the calendar, when the change is made.
changed = Signal()


def calendar_changed(**concerned: Any) -> None:
    """Of what it concerns bookings: `location_id`, `service_type_id` or `employee_id`."""
    changed.send(None, concerned=concerned)
