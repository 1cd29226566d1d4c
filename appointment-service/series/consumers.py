"""What others tell that ends series."""

from uuid import UUID

from chassis.events import Event, handles
from series import actions


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
