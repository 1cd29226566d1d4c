from typing import Any, TypedDict

from django.db import transaction

from accounts.actions import require_recent_sign_in
from accounts.models import Account, SecondFactor
from accounts.permissions import own_account
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from chassis.origins import Origin
from factors.actions import factor_added
from passkeys import relying_party
from passkeys.actions.ceremonies import Begun, begin, begun, end, log
from passkeys.errors import CEREMONY_OVER, PASSKEY_INVALID, PASSKEY_TAKEN, TOO_MANY_PASSKEYS
from passkeys.models import Kind, Passkey
from passkeys.permissions import passkeys_of
from passkeys.relying_party import NotVerified

MOST_PASSKEYS = 20


class Registered(TypedDict):
    passkey: Passkey
    recovery_codes: list[str]


def begin_registration(actor: Actor) -> Begun:
    """Ask the browser for a new passkey.

    Rule: another passkey needs a sign-in of the last ten minutes.
    Raises Unauthenticated (401) `insufficient_user_authentication`; Conflict (409) `passkeys_off`,
    `too_many_passkeys`.
    """
    require_recent_sign_in(actor)
    account = own_account(actor)
    there = list(passkeys_of(actor).order_by("-id"))
    _refuse_more(len(there))
    ceremony = begin(Kind.REGISTRATION, account, actor.session_id)
    return begun(ceremony, relying_party.options_for_registering(account, there, bytes(ceremony.challenge)))


def complete_registration(actor: Actor, data: dict[str, Any], origin: Origin) -> Registered:
    """Keep the passkey that the browser made.

    Rule: a passkey is one account's, and an account has at most twenty.
    Raises Unauthenticated (401) as above; InvalidField (400) on ceremony_id, credential; Conflict (409)
    `passkey_taken`, `too_many_passkeys`.
    """
    require_recent_sign_in(actor)
    credential = data["credential"]
    ceremony = end(Kind.REGISTRATION, data["ceremony_id"], actor.session_id)
    if ceremony is None:
        raise CEREMONY_OVER(field="ceremony_id")
    try:
        made = relying_party.verified_registration(credential, bytes(ceremony.challenge))
    except NotVerified as reason:
        log.info("passkey refused", account_id=str(actor.id), reason=str(reason))
        raise PASSKEY_INVALID(field="credential") from reason
    with refusing(unique_passkey_credential=PASSKEY_TAKEN), transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        # Once more: the session may have ended meanwhile, with all that was added in it.
        require_recent_sign_in(actor)
        _refuse_more(passkeys_of(actor).count())
        passkey = Passkey.objects.create(
            account=account,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            transports=relying_party.transports_of(credential),
            backed_up=made.credential_backed_up,
            name=data.get("name", ""),
        )
        recovery_codes = factor_added(actor, account, SecondFactor.PASSKEY, origin, passkey.name)
    return {"passkey": passkey, "recovery_codes": recovery_codes}


def _refuse_more(there: int) -> None:
    if there >= MOST_PASSKEYS:
        raise TOO_MANY_PASSKEYS(limit=MOST_PASSKEYS)
