"""The news of accounts and sessions. Payloads: contracts/events/."""

from typing import Any, Literal

from django.utils import timezone

from accounts.models import Account, Session, SigningKey
from accounts.user_agents import device_named_by
from chassis.events import emit, emit_together
from chassis.events.event import Changes
from chassis.origins import Origin

Noted = Literal[
    "password_changed",
    "new_sign_in",
    "second_factor_added",
    "second_factor_removed",
    "recovery_codes_made",
    "recovery_code_used",
    "api_key_created",
    "api_keys_ended",
    "factors_reset",
    "factor_reset_requested",
    "identity_linked",
    "identity_unlinked",
]
NOWHERE = Origin("", "")


def account_registered(account: Account) -> None:
    emit("account.registered.v1", subject=account.id, data=_payload(account))


def account_changed(account: Account, changes: Changes) -> None:
    emit("account.changed.v1", subject=account.id, data=_payload(account), changes=changes)


def security_noted(account: Account, what: Noted, origin: Origin = NOWHERE, name: str = "") -> None:
    """What its person must hear of. `name` is what they call the key or the factor that it is about; of a
    reset that was requested, the address of whoever is to lose their factors."""
    data = {
        "account_id": str(account.id),
        "what": what,
        "at": timezone.now().isoformat(),
        "address": origin.address,
        "user_agent": origin.user_agent,
        "device": device_named_by(origin.user_agent),
        "name": name,
    }
    emit("account.security_noted.v1", subject=account.id, data=data)


def account_recovered(account: Account) -> None:
    """Its person got it back by mail: what others may have set up to follow it ends."""
    data = {"account_id": str(account.id), "at": timezone.now().isoformat()}
    emit("account.recovered.v1", subject=account.id, data=data)


def sessions_ended(sessions: list[Session]) -> None:
    emit_together(
        "session.ended.v1",
        {one.id: {"session_id": str(one.id), "account_id": str(one.account_id)} for one in sessions},
    )


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
        "email_verified": account.email_verified,
    }
