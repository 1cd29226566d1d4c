"""How ceremonies begin and end, and whether a passkey was shown in one."""

import secrets
from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Account
from passkeys import relying_party
from passkeys.errors import NO_PASSKEY, PASSKEYS_OFF
from passkeys.models import Ceremony, Kind, Passkey
from passkeys.relying_party import NotVerified

LIVES = timedelta(minutes=5)

log = structlog.get_logger("passkeys")


class Begun(TypedDict):
    ceremony_id: UUID
    expires_at: datetime
    options: dict[str, Any]


def begin(kind: Kind, account: Account | None = None, within: UUID | None = None) -> Ceremony:
    """Raises Conflict (409) `passkeys_off`."""
    if not settings.PASSKEY_DOMAIN:
        raise PASSKEYS_OFF()
    return Ceremony.objects.create(
        kind=kind,
        account=account,
        within=within,
        challenge=secrets.token_bytes(32),
        expires_at=timezone.now() + LIVES,
    )


def begun(ceremony: Ceremony, options: dict[str, Any]) -> Begun:
    return {"ceremony_id": ceremony.id, "expires_at": ceremony.expires_at, "options": options}


def begin_showing(kind: Kind, account: Account, within: UUID | None) -> Begun:
    """Ask for one of an account's passkeys. Raises Conflict (409) `no_passkey`, `passkeys_off`."""
    passkeys = list(Passkey.objects.filter(account=account).order_by("-id"))
    if not passkeys:
        raise NO_PASSKEY()
    ceremony = begin(kind, account, within)
    return begun(ceremony, relying_party.options_for_showing(passkeys, bytes(ceremony.challenge)))


def end(kind: Kind, ceremony_id: UUID, within: UUID | None = None) -> Ceremony | None:
    """The ceremony that is now answered; None if there is none.

    Rule: a ceremony is answered once, rightly or wrongly, within five minutes, for what it began for, in
    the session where it began. Of those who answer at one moment one is first.
    """
    with transaction.atomic():
        begun_as_such = Ceremony.objects.filter(pk=ceremony_id, kind=kind, within=within)
        ceremony = begun_as_such.select_for_update().first()
        if ceremony is None:
            return None
        begun_as_such.delete()
    return ceremony if ceremony.expires_at > timezone.now() else None


def shown(account: Account, ceremony: Ceremony | None, credential: dict[str, Any]) -> Passkey | None:
    """The passkey of this account that was shown in this ceremony; None if none was.

    Call it in the transaction that holds the account's row: what it writes is kept in either case.

    Rule: a passkey that counts how often it is used has counted on since; one that counted back may be there
    twice, is refused, and is marked for its person to see.
    """
    if ceremony is None:
        return None
    try:
        credential_id, owner = relying_party.named_by(credential)
        passkey = Passkey.objects.filter(account=account, credential_id=credential_id).first()
        if passkey is None or (owner != account.id.bytes and (owner or ceremony.kind == Kind.SIGN_IN)):
            raise NotVerified("No passkey of this account.")
        verified = relying_party.verified_use(credential, bytes(ceremony.challenge), passkey)
    except NotVerified as reason:
        log.info("passkey refused", account_id=str(account.id), reason=str(reason))
        return None
    now, count = timezone.now(), verified.new_sign_count
    if count <= passkey.sign_count and (count or passkey.sign_count):
        log.warning("passkey counted back", passkey_id=str(passkey.id), kept=passkey.sign_count, came=count)
        passkey.update({"copy_suspected_at": now})
        return None
    passkey.update({"sign_count": count, "last_used_at": now, "backed_up": verified.credential_backed_up})
    return passkey
