"""What becomes of contacts when other services publish what they know of an account."""

from typing import Any
from uuid import UUID

from chassis.events import Event, handles
from contacts import actions


@handles(
    "account.registered.v1",
    "account.changed.v1",
    newest_only=True,
    reads=[
        "account_id", "email", "email_verified", "first_name", "last_name", "phone", "phone_verified", "role",
        "is_active", "has_login",
    ],
)  # fmt: skip
def follow_account(event: Event) -> None:
    _follow("account_id", event.data)


@handles("profile.changed.v1", newest_only=True, reads=["account_id", "locale", "time_zone"])
def follow_profile(event: Event) -> None:
    _follow("account_id", event.data)


@handles("customer.changed.v1", newest_only=True, reads=["customer_id", "contact_preference", "city"])
def follow_preference(event: Event) -> None:
    _follow("customer_id", event.data)


@handles("customer.changed.v1", newest_only=True, reads=["customer_id", "consents"])
@handles("customer.consent_changed.v1", newest_only=True, reads=["customer_id", "consents", "purpose"])
def follow_consents(event: Event) -> None:
    """What both say is followed here alone, so that of the two the newer counts."""
    actions.follow_consents(
        UUID(event.data["customer_id"]),
        event.data["consents"],
        said_of=event.data.get("purpose", ""),
        at=event.occurred_at,
    )


def _follow(whose: str, data: dict[str, Any]) -> None:
    actions.follow(UUID(data[whose]), {name: value for name, value in data.items() if name != whose})
