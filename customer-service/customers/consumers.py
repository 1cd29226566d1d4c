"""What this service does when it is told of accounts, and of consents that a message withdrew."""

from uuid import UUID

from chassis.events import Event, handles
from customers import actions


@handles(
    "account.registered.v1",
    "account.changed.v1",
    newest_only=True,
    reads=["account_id", "has_login", "email", "first_name", "last_name", "phone", "role", "is_active"],
)
def follow_account(event: Event) -> None:
    actions.follow_account(event.data)


@handles("consent.withdrawn.v1", reads=["account_id", "purpose", "by"])
def withdraw_consent(event: Event) -> None:
    actions.withdraw_by_message(
        UUID(event.data["account_id"]),
        event.data["purpose"],
        source=event.data["by"],
        at=event.occurred_at,
    )
