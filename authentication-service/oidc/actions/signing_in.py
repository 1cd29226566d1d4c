from contextlib import AbstractContextManager
from secrets import compare_digest
from typing import Any

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.db import transaction
from django.utils import timezone

from accounts.actions import Challenged, SignedIn, register_confirmed, signed_in_or_challenged
from accounts.errors import RECENT
from accounts.models import Account
from chassis.errors import refusing
from chassis.locking import take_turns
from chassis.origins import Origin
from oidc.errors import CODE_INVALID, EMAIL_NOT_VERIFIED, LINK_REQUIRED, SIGN_IN_REFUSED, VERIFIER_INVALID
from oidc.models import Attempt, Identity
from oidc.titles import title_of


def sign_in_by_provider(data: dict[str, Any], origin: Origin) -> SignedIn | Challenged:
    """Sign in whoever a provider has confirmed; a customer's account is opened for who has none.

    Rule: an identity that is new gets an account of its own if its provider has verified its address and
    nobody has that. To an account that is there it is linked only after signing in to that.
    Rule: who has a second factor here is asked for it, whatever the provider asked for.
    Rule: the sign-in is as recent as the provider says that its person was there (`auth_time`); where it does
    not say, it is no recent one, and a step-up comes before a dangerous change.
    Raises InvalidField (400) `code_invalid`, `verifier_invalid`, Conflict (409) `email_not_verified`,
    `link_required`, Unauthenticated (401) `sign_in_refused`.
    """
    with transaction.atomic():
        attempt = locked_attempt(data["code"], data["code_verifier"])
        # Two sign-ins of one new identity open one account.
        take_turns(f"oidc {attempt.issuer} {attempt.subject}")
        identity = Identity.objects.filter(issuer=attempt.issuer, subject=attempt.subject).first()
        account_id = identity.account_id if identity else _opened(attempt).id
        attempt.update({"used_at": timezone.now()})
        account = Account.objects.select_for_update().get(pk=account_id)
        if not (account.is_active and account.has_login):
            raise SIGN_IN_REFUSED()
        device = data.get("device_token", "")
        shown_at = attempt.authenticated_at or timezone.now() - RECENT
        return signed_in_or_challenged(account, origin, device, authenticated_at=shown_at)


def locked_attempt(code: str, verifier: str) -> Attempt:
    """The attempt that a page goes on with. Raises InvalidField (400) `code_invalid`, `verifier_invalid`."""
    attempt = Attempt.objects.alive().with_code(code).select_for_update().first()
    if attempt is None:
        raise CODE_INVALID(field="code")
    if not compare_digest(create_s256_code_challenge(verifier), attempt.challenge):
        raise VERIFIER_INVALID(field="code_verifier")
    return attempt


def _opened(attempt: Attempt) -> Account:
    if not attempt.email_verified:
        raise EMAIL_NOT_VERIFIED(title=title_of(attempt.provider), allowed=["register"])
    first_name = attempt.first_name or attempt.email.partition("@")[0]
    with _each_address_once(attempt):
        account = register_confirmed(attempt.email, first_name[:80], attempt.last_name)
    Identity.objects.create(account=account, **identity_of(attempt))
    return account


def identity_of(attempt: Attempt) -> dict[str, str]:
    return {name: getattr(attempt, name) for name in ("provider", "issuer", "subject", "email")}


def _each_address_once(attempt: Attempt) -> AbstractContextManager[None]:
    title = title_of(attempt.provider)
    return refusing(unique_account_email=lambda: LINK_REQUIRED(title=title, allowed=["login", "oidc/link"]))
