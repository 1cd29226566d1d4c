from datetime import timedelta
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from accounts import lockout
from accounts.actions import require_recent_sign_in
from accounts.models import Account, SecondFactor
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked
from chassis.origins import Origin
from factors.actions.changes import factor_added, factor_removed
from factors.errors import CODE_INVALID, NOTHING_TO_CONFIRM
from factors.models import Authenticator, Enrolment
from factors.one_time_codes import new_secret, otpauth_url, step_of
from factors.sealing import opened, sealed

ENROLMENT_LIVES = timedelta(minutes=15)
# What its person reads in the news of it, in whatever language.
NAME = "TOTP"


class Begun(TypedDict):
    secret: str
    otpauth_url: str


def begin_enrolment(actor: Actor) -> Begun:
    """Give out a secret for an authenticator app.

    Rule: a secret counts for nothing until a code of it confirms it, within a quarter of an hour; until then
    the app of before goes on. Raises Unauthenticated (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    secret = new_secret()
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        Enrolment.objects.update_or_create(
            account=account,
            defaults={
                "sealed_secret": sealed(secret),
                "within": actor.session_id,
                "expires_at": timezone.now() + ENROLMENT_LIVES,
            },
        )
    return {"secret": secret, "otpauth_url": otpauth_url(secret, account.email)}


def confirm_enrolment(actor: Actor, code: str, origin: Origin) -> list[str]:
    """Let an authenticator app count. The recovery codes, if it is the first second factor.

    Rule: an account has one authenticator app; another takes the place of the one of before.
    Rule: it is confirmed in the session in which its secret was given out, after a sign-in of the last ten
    minutes; wrong codes make whoever tries them wait.
    Raises InvalidField (400) on code, Conflict (409) `nothing_to_confirm`, TooMany (429), Unauthenticated
    (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    begun = Enrolment.objects.filter(
        account_id=actor.id, within=actor.session_id, expires_at__gt=timezone.now()
    )
    enrolment = begun.first()
    if enrolment is None:
        raise NOTHING_TO_CONFIRM()
    # Not counted with the codes at signing in: a right one here would forgive wrong ones there.
    subject = lockout.of_account(actor.id, "authenticator app to confirm")
    lockout.refuse_if_locked(subject)
    step = step_of(opened(enrolment.sealed_secret), code)
    lockout.judge(subject, right=step is not None)
    if step is None:
        raise CODE_INVALID(field="code")
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        # Once more: the session may have ended meanwhile.
        require_recent_sign_in(actor)
        unchanged, _ = begun.filter(sealed_secret=enrolment.sealed_secret).delete()
        if not unchanged:
            raise NOTHING_TO_CONFIRM()
        # Another row, which says when this one was added.
        Authenticator.objects.filter(account=account).delete()
        Authenticator.objects.create(
            account=account,
            sealed_secret=enrolment.sealed_secret,
            last_step=step,
            last_used_at=timezone.now(),
        )
        return factor_added(actor, account, SecondFactor.TOTP, origin, NAME)


def remove_authenticator(actor: Actor, origin: Origin) -> None:
    """Take the authenticator app away. Raises NotFound (404), Conflict (409) `second_factor_required`,
    Unauthenticated (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        deleted, _ = Authenticator.objects.filter(account=account).delete()
        if not deleted:
            raise NotFound
        factor_removed(account, origin, NAME)
