"""What this service does when it is told of accounts."""

import uuid
from typing import Any

from chassis.events import Event, handles
from profiles import actions


@handles(
    "account.registered.v1",
    "account.changed.v1",
    newest_only=True,
    reads=["account_id", "first_name", "last_name", "role", "is_active"],
)
def follow_account(event: Event) -> None:
    account = event.data
    before = {name: was for name, (was, _) in event.changes.items()}
    actions.follow_account(
        uuid.UUID(account["account_id"]),
        _name(account),
        _name(account | before),
        account["role"],
        account["is_active"],
    )


def _name(account: dict[str, Any]) -> str:
    return f"{account['first_name']} {account['last_name']}".strip()
