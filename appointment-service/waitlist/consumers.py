"""What others tell that frees a time, or ends the waiting."""

from uuid import UUID

from chassis.events import Event, handles
from waitlist import actions


@handles(
    "appointment.cancelled.v1",
    "appointment.no_show.v1",
    "appointment.rescheduled.v1",
    "appointment.assigned.v1",
    "appointment.completed.v1",
    "block.removed.v1",
    "waitlist.declined.v1",
    since="now",
    reads=[],
)
def offer_what_became_free(event: Event) -> None:
    actions.offer_after_commit()


@handles("vehicle.removed.v1", reads=["vehicle_id", "owner_id"])
def end_of_vehicle(event: Event) -> None:
    actions.end_of_vehicle(UUID(event.data["vehicle_id"]), UUID(event.data["owner_id"]))


@handles("vehicle.transferred.v1", reads=["vehicle_id", "previous_owner_id"])
def end_of_ownership(event: Event) -> None:
    actions.end_of_vehicle(UUID(event.data["vehicle_id"]), UUID(event.data["previous_owner_id"]))


@handles("account.changed.v1", newest_only=True, reads=["account_id", "is_active"])
def end_of_account(event: Event) -> None:
    if not event.data["is_active"]:
        actions.end_of_customer(UUID(event.data["account_id"]))
