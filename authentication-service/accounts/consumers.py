"""What this service does when it is told of its own accounts, sessions and keys."""

from uuid import UUID

from redis import ConnectionError

from accounts.actions.sessions import deny_for_certain, renew_rights_for_certain
from chassis.auth import withdraw_key
from chassis.events import Event, handles


@handles("session.ended.v1", reads=["session_id"], repeatable=True)
def end_access_tokens(event: Event) -> None:
    deny_for_certain(UUID(event.data["session_id"]))


@handles("account.changed.v1", reads=["account_id"], repeatable=True)
def end_tokens_of_earlier_rights(event: Event) -> None:
    renew_rights_for_certain(UUID(event.data["account_id"]))


@handles("signing_key.withdrawn.v1", reads=["key_id"], repeatable=True)
def end_everything_it_signed(event: Event) -> None:
    if not withdraw_key(event.data["key_id"]):
        raise ConnectionError("A withdrawn key waits for Redis.")
