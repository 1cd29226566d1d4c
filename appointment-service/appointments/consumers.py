"""What other services tell of vehicles, and of the work on them."""

from uuid import UUID

from appointments import actions
from appointments.statuses import Visibility
from chassis.auth.actor import SYSTEM
from chassis.events import Event, handles


@handles("project.created.v1", reads=["appointment_id", "project_id"])
def link_project(event: Event) -> None:
    appointment_id = event.data["appointment_id"]
    if appointment_id is not None:
        actions.link_project(UUID(appointment_id), UUID(event.data["project_id"]))


@handles(
    "project.status_changed.v1",
    reads=["appointment_id", "project_id", "status", "reason", "reason_visibility"],
)
def follow_project(event: Event) -> None:
    if event.data["appointment_id"] is None:
        return
    news = actions.ProjectNews(
        project_id=UUID(event.data["project_id"]),
        status=event.data["status"],
        actor_id=UUID(event.actor_id) if event.actor_id else SYSTEM.id,
        reason=event.data["reason"],
        visibility=Visibility(event.data["reason_visibility"]),
        at=event.occurred_at,
    )
    actions.follow_project(UUID(event.data["appointment_id"]), news)


# Repeatable: whoever read these events before they were copied gets them by `events republish`.
@handles(
    "vehicle.registered.v1",
    "vehicle.changed.v1",
    "vehicle.transferred.v1",
    "vehicle.removed.v1",
    newest_only=True,
    repeatable=True,
    reads=["vehicle_id", "owner_id"],
)
def learn_vehicle(event: Event) -> None:
    vehicle_id, owner_id = UUID(event.data["vehicle_id"]), UUID(event.data["owner_id"])
    actions.learn_vehicle(vehicle_id, owner_id, is_removed=event.name == "vehicle.removed.v1")
