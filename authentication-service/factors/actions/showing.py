"""Showing a second factor: to finish a sign-in, or once more before a dangerous change."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from accounts import events, lockout
from accounts.actions import (
    SignedIn,
    authenticated_again,
    challenge_of,
    finish_challenge,
    require_current_password,
)
from accounts.models import Account, ShownFactor
from accounts.permissions import own_account
from chassis.auth import Actor
from chassis.origins import Origin
from factors.errors import CODE_INVALID, SHOW_SECOND_FACTOR
from factors.models import Authenticator, RecoveryCode
from factors.one_time_codes import step_of
from factors.recovery_codes import read_recovery_code
from factors.sealing import opened

# Marks a code as used, and says of what it was one; None if it was used meanwhile.
Use = Callable[[Account], ShownFactor | None]


def finish_sign_in(mfa_token: str, code: str, origin: Origin) -> SignedIn:
    """Sign in whoever has shown the password already, by a code.

    Rule: a code is taken once. Raises InvalidField (400) on code, TooMany (429), Unauthenticated (401)
    `mfa_token_invalid`, Conflict (409) `authenticator_unreadable`.
    """
    account = challenge_of(mfa_token).account
    use = _judged(account, code, origin)
    signed_in = finish_challenge(mfa_token, origin, use)
    if signed_in is None:
        raise CODE_INVALID(field="code")
    return signed_in


def step_up(actor: Actor, data: dict[str, Any], origin: Origin) -> None:
    """Show once more who one is, so that for ten minutes dangerous changes are let through.

    Rule: who has a second factor shows that, others the password.
    Raises InvalidField (400) on code or password, TooMany (429), Conflict (409) `show_second_factor`,
    `no_password`, `authenticator_unreadable`.
    """
    account = own_account(actor)
    if "code" in data:
        use = _judged(account, data["code"], origin)
        with transaction.atomic():
            shown = use(Account.objects.select_for_update().get(pk=account.pk))
            if shown:
                authenticated_again(actor, shown)
        if shown is None:
            raise CODE_INVALID(field="code")
    elif account.second_factors:
        raise SHOW_SECOND_FACTOR(methods=account.second_factors)
    else:
        require_current_password(account, data["password"], field="password")
        authenticated_again(actor)


def subject_of(account: Account) -> lockout.Subject:
    """What wrong second factors of an account count under."""
    return lockout.of_account(account.pk, "second factor")


def _judged(account: Account, code: str, origin: Origin) -> Use:
    """How this code is used.

    Rule: wrong codes of an account count together, at signing in and at stepping up, by whatever sign-in and
    from wherever, as wrong passwords do. Raises TooMany (429).
    """
    subject = subject_of(account)
    lockout.refuse_if_locked(subject)
    use = _match(account, code, origin)
    lockout.judge(subject, right=use is not None)
    return use or _nothing


def _match(account: Account, code: str, origin: Origin) -> Use | None:
    """None for a code that is none of this account's, or that was used before. It writes nothing."""
    if written := read_recovery_code(code):
        number, letters = written
        unused = RecoveryCode.objects.filter(account=account, number=number, used_at=None).first()
        if unused is None or not check_password(letters, unused.hashed):
            return None
        return partial(_use_recovery_code, unused, origin)
    authenticator = Authenticator.objects.filter(account=account).first()
    if authenticator is None:
        return None
    step = step_of(opened(authenticator.sealed_secret), code)
    if step is None or step <= authenticator.last_step:
        return None
    return partial(_use_step, authenticator, step)


def _use_step(authenticator: Authenticator, step: int, account: Account) -> ShownFactor | None:
    """Rule: no code of a half minute is taken twice, nor one of an earlier half minute than the last."""
    unused = Authenticator.objects.filter(
        pk=authenticator.pk, sealed_secret=authenticator.sealed_secret, last_step__lt=step
    )
    return ShownFactor.TOTP if unused.update(last_step=step, last_used_at=timezone.now()) else None


def _use_recovery_code(code: RecoveryCode, origin: Origin, account: Account) -> ShownFactor | None:
    unused = RecoveryCode.objects.filter(pk=code.pk, used_at=None)
    if not unused.update(used_at=timezone.now()):
        return None
    events.security_noted(account, "recovery_code_used", origin)
    return ShownFactor.RECOVERY_CODE


def _nothing(account: Account) -> None:
    return None
