"""A sign-in in two steps: after the password, whoever has a second factor is asked for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, TypedDict

from django.db import transaction
from django.utils import timezone

from accounts.actions.devices import known_device
from accounts.actions.sessions import SignedIn, open_session
from accounts.errors import CHALLENGE_OVER
from accounts.models import Account, Challenge, ShownFactor
from chassis.bearer_codes import digest_of, new_code
from chassis.context import act_as
from chassis.origins import Origin

LIVES = timedelta(minutes=5)
ATTEMPTS = 5


class Challenged(TypedDict):
    mfa_required: Literal[True]
    mfa_token: str
    methods: list[str]


def signed_in_or_challenged(
    account: Account, origin: Origin, device_token: str = "", *, authenticated_at: datetime | None = None
) -> SignedIn | Challenged:
    """Sign in whoever has shown the first factor, now if not another time is given.

    Call it in the transaction that holds the account's row.

    Rule: who has a second factor is asked for it, on whatever device; the password alone opens no session.
    """
    act_as(account.id, account.role)
    if not account.second_factors:
        known = known_device(account, device_token)
        return open_session(account, origin, device=known, authenticated_at=authenticated_at)
    token = new_code()
    Challenge.objects.create(
        account=account,
        digest=digest_of(token),
        device=known_device(account, device_token),
        expires_at=timezone.now() + LIVES,
    )
    return {"mfa_required": True, "mfa_token": token, "methods": account.second_factors}


def challenge_of(mfa_token: str) -> Challenge:
    """The sign-in that goes on with this token. Raises Unauthenticated (401) `mfa_token_invalid`."""
    found = Challenge.objects.select_related("account").filter(digest=digest_of(mfa_token)).first()
    if found is None or not _is_open(found):
        raise CHALLENGE_OVER()
    return found


def finish_challenge(
    mfa_token: str, origin: Origin, shown: Callable[[Account], ShownFactor | None]
) -> SignedIn | None:
    """Sign in whoever shows their second factor; None, once that is counted, if they do not.

    `shown` is called while account and challenge are locked, and says which factor was shown, if any: what it
    writes is kept in either case.

    Rule: five wrong second factors end the sign-in, and so do five minutes; it is finished once. Raises
    Unauthenticated (401) `mfa_token_invalid`.
    """
    with transaction.atomic():
        # The account before its challenge, as everybody locks them, so that none wait for each other.
        account = Account.objects.select_for_update().get(pk=challenge_of(mfa_token).account_id)
        challenge = Challenge.objects.select_for_update().filter(digest=digest_of(mfa_token)).first()
        if challenge is None or not _is_open(challenge) or not account.is_active:
            raise CHALLENGE_OVER()
        act_as(account.id, account.role)
        method = shown(account)
        if method is None:
            challenge.attempts += 1
            challenge.save(update_fields=["attempts", "updated_at"])
            return None
        challenge.delete()
        return open_session(account, origin, device=challenge.device, second_factor=method)


def _is_open(challenge: Challenge) -> bool:
    return challenge.attempts < ATTEMPTS and challenge.expires_at > timezone.now()
