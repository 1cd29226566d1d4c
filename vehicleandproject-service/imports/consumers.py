"""An import goes on by its own event, batch after batch, so that nothing waits for all of it."""

from uuid import UUID

from chassis.events import Event, handles
from imports import actions


@handles("vehicle_import.advanced.v1", reads=["import_id", "position"], repeatable=True)
def go_on(event: Event) -> None:
    actions.go_on(UUID(event.data["import_id"]), event.data["position"])
