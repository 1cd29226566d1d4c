"""The news of accounts and sessions. Payloads: contracts/events/."""

from typing import Any

from accounts.models import Account, Session, SigningKey
from chassis.events import emit
from chassis.events.event import Changes


def account_registered(account: Account) -> None:
    emit("account.registered.v1", subject=account.id, data=_payload(account))


def account_changed(account: Account, changes: Changes) -> None:
    emit("account.changed.v1", subject=account.id, data=_payload(account), changes=changes)


def session_ended(session: Session) -> None:
    data = {"session_id": str(session.id), "account_id": str(session.account_id)}
    emit("session.ended.v1", subject=session.id, data=data)


def signing_key_withdrawn(key: SigningKey) -> None:
    emit("signing_key.withdrawn.v1", subject=key.id, data={"key_id": key.key_id})


def _payload(account: Account) -> dict[str, Any]:
    return {
        "account_id": str(account.id),
        "email": account.email,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "phone": account.phone,
        "role": account.role,
        "groups": account.groups,
        "is_active": account.is_active,
        "has_login": account.has_login,
        "phone_verified": account.phone_verified,
    }
