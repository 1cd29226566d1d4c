"""What is said of those whom news are sent to. Payload: contracts/events/consent.withdrawn.v1.json."""

from uuid import UUID

from chassis.events import emit


def consent_withdrawn(account_id: UUID, purpose: str, by: str) -> None:
    """`by` is how they said it: "unsubscribe" or "sms_stop"."""
    emit(
        "consent.withdrawn.v1",
        subject=account_id,
        data={"account_id": str(account_id), "purpose": purpose, "by": by},
    )
