"""What is sent because another service made a code for it."""

from datetime import datetime
from uuid import UUID

from chassis.events import Event, handles
from deliveries import actions


@handles("code.issued.v1", since="now", reads=["code_id", "account_id", "purpose", "channel", "expires_at"])
def send_code(event: Event) -> None:
    """Neither the code nor its address is in the news: authentication-service says them when it is sent."""
    actions.plan_code(
        UUID(event.data["account_id"]),
        event.data["purpose"],
        UUID(event.data["code_id"]),
        event.id,
        channel=event.data["channel"],
        valid_until=datetime.fromisoformat(event.data["expires_at"]),
    )
