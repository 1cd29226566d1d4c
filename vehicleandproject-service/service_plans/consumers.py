"""What reminders follow of this service's own news: readings, documents, and work that is done."""

from uuid import UUID

from chassis.events import Event, handles
from projects.statuses import Status
from service_plans import actions

DONE = (Status.READY, Status.DELIVERED)


@handles("vehicle.odometer_read.v1", newest_only=True, reads=["vehicle_id", "distance_km"])
def follow_odometer(event: Event) -> None:
    actions.announce_by_distance(UUID(event.data["vehicle_id"]), event.data["distance_km"])


@handles("project.status_changed.v1", reads=["project_id", "status"])
def service_done(event: Event) -> None:
    """Of what was delivered too, for it may not have been ready before."""
    if event.data["status"] in DONE:
        actions.service_done(UUID(event.data["project_id"]), event.occurred_at)


@handles("vehicle.document_added.v1", "vehicle.document_changed.v1", repeatable=True, reads=["document_id"])
def follow_document(event: Event) -> None:
    actions.follow_document(UUID(event.data["document_id"]))
