"""What this service does when it is told of its own accounts and sessions."""

from uuid import UUID

from accounts.actions.sessions import deny_for_certain, renew_rights_for_certain
from chassis.events import Event, handles


@handles("session.ended.v1", reads=["session_id"], repeatable=True)
def end_access_tokens(event: Event) -> None:
    deny_for_certain(UUID(event.data["session_id"]))


@handles("account.changed.v1", reads=["account_id"], repeatable=True)
def end_tokens_of_earlier_rights(event: Event) -> None:
    renew_rights_for_certain(UUID(event.data["account_id"]))
