"""What is done about a code that somebody asked for."""

from uuid import UUID

from chassis.events import Event, handles
from codes import actions


@handles("code.requested.v1", reads=["request_id"])
def answer_request(event: Event) -> None:
    actions.answer(UUID(event.data["request_id"]))
