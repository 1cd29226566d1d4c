"""What becomes of devices when authentication-service tells of their account."""

from datetime import datetime
from uuid import UUID

from chassis.events import Event, handles
from devices import actions


@handles("account.recovered.v1", since="now", repeatable=True, reads=["account_id", "at"])
def remove_all_of_before(event: Event) -> None:
    actions.remove_all(UUID(event.data["account_id"]), before=datetime.fromisoformat(event.data["at"]))
