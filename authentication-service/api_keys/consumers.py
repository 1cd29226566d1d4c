"""What this service does when it is sent the news of its own API keys."""

from uuid import UUID

from accounts.actions.sessions import deny_for_certain
from chassis.events import Event, handles


@handles("api_key.ended.v1", reads=["api_key_id"], repeatable=True)
def deny_key(event: Event) -> None:
    deny_for_certain(UUID(event.data["api_key_id"]))
