from typing import Any

from django.db import transaction

from accounts.actions import SignedIn, known_device, open_session
from accounts.models import Account, ShownFactor
from chassis.context import act_as
from chassis.origins import Origin
from passkeys import relying_party
from passkeys.actions.ceremonies import Begun, begin, begun, end, shown
from passkeys.errors import PASSKEY_REFUSED
from passkeys.models import Ceremony, Kind, Passkey
from passkeys.relying_party import NotVerified


def begin_sign_in() -> Begun:
    """Ask whoever is there for a passkey, which says whose it is. Raises Conflict (409) `passkeys_off`."""
    ceremony = begin(Kind.SIGN_IN)
    return begun(ceremony, relying_party.options_for_showing([], bytes(ceremony.challenge)))


def complete_sign_in(data: dict[str, Any], origin: Origin) -> SignedIn:
    """Sign in by a passkey.

    Rule: a passkey stands for password and second factor together, and nothing else is asked for; why one is
    refused is not told. Raises Unauthenticated (401) `passkey_refused`.
    """
    ceremony = end(Kind.SIGN_IN, data["ceremony_id"])
    with transaction.atomic():
        signed_in = _signed_in(ceremony, data, origin)
    if signed_in is None:
        raise PASSKEY_REFUSED()
    return signed_in


def _signed_in(ceremony: Ceremony | None, data: dict[str, Any], origin: Origin) -> SignedIn | None:
    account = _owner(data["credential"])
    if account is None or shown(account, ceremony, data["credential"]) is None:
        return None
    act_as(account.id, account.role)
    device = known_device(account, data.get("device_token", ""))
    return open_session(account, origin, device=device, second_factor=ShownFactor.PASSKEY)


def _owner(credential: dict[str, Any]) -> Account | None:
    """Locked, if they may sign in at all."""
    try:
        credential_id, _ = relying_party.named_by(credential)
    except NotVerified:
        return None
    passkey = Passkey.objects.filter(credential_id=credential_id).first()
    active = Account.objects.filter(is_active=True, has_login=True)
    return active.select_for_update().filter(pk=passkey.account_id).first() if passkey else None
