"""What appointment-service publishes of the locations."""

from typing import Any

from workshop.models import Location


def follow_location(data: dict[str, Any]) -> None:
    """Keep what was published of a location.

    Rule: what older news do not say stays as it is known.
    """
    kept = ("name", "time_zone", "phone", "is_active", "currency", "identity")
    known = {name: data[name] for name in kept if name in data}
    Location.objects.update_or_create(pk=data["location_id"], defaults=known)
