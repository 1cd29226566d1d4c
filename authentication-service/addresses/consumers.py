"""What is done about those who have just registered."""

from uuid import UUID

from addresses import actions
from chassis.events import Event, handles


@handles("account.registered.v1", since="now", reads=["account_id"])
def send_first_verification(event: Event) -> None:
    actions.send_first_verification(UUID(event.data["account_id"]))
