"""What this service does when appointment-service publishes what became of a location or a bay."""

from uuid import UUID

from chassis.events import Event, handles
from workshop import actions


@handles(
    "location.changed.v1",
    newest_only=True,
    reads=["location_id", "name", "time_zone", "phone", "is_active", "currency", "identity"],
)
def follow_location(event: Event) -> None:
    actions.follow_location(event.data)


@handles("bay.changed.v1", newest_only=True, reads=["bay_id", "name"])
def follow_bay(event: Event) -> None:
    actions.follow_bay(UUID(event.data["bay_id"]), event.data["name"])
