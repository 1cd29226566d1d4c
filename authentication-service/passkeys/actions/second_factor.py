from typing import Any

from accounts.actions import SignedIn, challenge_of, finish_challenge
from accounts.models import Account, ShownFactor
from chassis.origins import Origin
from passkeys.actions.ceremonies import Begun, begin_showing, end, shown
from passkeys.errors import PASSKEY_REFUSED
from passkeys.models import Kind


def begin_second_factor(mfa_token: str) -> Begun:
    """Ask whoever showed their password for one of their passkeys.

    Raises Unauthenticated (401) `mfa_token_invalid`; Conflict (409) `no_passkey`, `passkeys_off`.
    """
    challenge = challenge_of(mfa_token)
    return begin_showing(Kind.SECOND_FACTOR, challenge.account, challenge.id)


def complete_second_factor(data: dict[str, Any], origin: Origin) -> SignedIn:
    """Finish a sign-in by a passkey beside the password.

    Rule: five passkeys that are refused end the sign-in that waits, and no wait follows: nobody guesses a
    signature.
    Raises Unauthenticated (401) `mfa_token_invalid`, `passkey_refused`.
    """
    mfa_token = data["mfa_token"]
    ceremony = end(Kind.SECOND_FACTOR, data["ceremony_id"], challenge_of(mfa_token).id)

    def factor_of(account: Account) -> ShownFactor | None:
        return ShownFactor.PASSKEY if shown(account, ceremony, data["credential"]) else None

    signed_in = finish_challenge(mfa_token, origin, factor_of)
    if signed_in is None:
        raise PASSKEY_REFUSED()
    return signed_in
