"""What becomes of calendars when authentication-service tells of their owner."""

from datetime import datetime
from uuid import UUID

from chassis.auth import Actor, Group
from chassis.auth.rights import granted_to
from chassis.events import Event, handles
from feeds import actions


@handles(
    "account.changed.v1",
    newest_only=True,
    repeatable=True,
    reads=["account_id", "role", "is_active", "groups"],
)
def revoke_what_is_lost(event: Event) -> None:
    known = set(event.data["groups"]) & set(Group)
    owner = Actor(UUID(event.data["account_id"]), event.data["role"], permissions=granted_to(known))
    actions.revoke_what_is_lost(owner, is_active=event.data["is_active"])


@handles("account.recovered.v1", since="now", repeatable=True, reads=["account_id", "at"])
def revoke_all_of_before(event: Event) -> None:
    actions.revoke_all(UUID(event.data["account_id"]), before=datetime.fromisoformat(event.data["at"]))
