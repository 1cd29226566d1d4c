"""What this service does when it is told of accounts."""

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
