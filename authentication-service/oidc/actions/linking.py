from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import require_recent_sign_in
from accounts.events import security_noted
from accounts.models import Account, SecondFactor
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from chassis.origins import Origin
from oidc.actions.signing_in import identity_of, locked_attempt
from oidc.errors import EMAIL_NOT_VERIFIED, IDENTITY_TAKEN, ONLY_WAY_IN, OTHER_ADDRESS
from oidc.models import Identity
from oidc.permissions import identities_visible_to
from oidc.titles import title_of


def link(actor: Actor, data: dict[str, Any], origin: Origin) -> Identity:
    """Let an account sign in by the identity that a provider has confirmed.

    Rule: it takes a sign-in to the account of the last ten minutes, and an address that the provider has
    verified and the account has. Raises InvalidField (400) `code_invalid`, `verifier_invalid`, Conflict (409)
    `email_not_verified`, `other_address`, `identity_taken`, Unauthenticated (401).
    """
    each_once = refusing(unique_identity_at_an_issuer=lambda: IDENTITY_TAKEN(allowed=["login"]))
    with each_once, transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        require_recent_sign_in(actor)
        attempt = locked_attempt(data["code"], data["code_verifier"])
        title = title_of(attempt.provider)
        if not attempt.email_verified:
            raise EMAIL_NOT_VERIFIED(title=title, allowed=[])
        if not Account.objects.with_email(attempt.email).filter(pk=account.pk).exists():
            raise OTHER_ADDRESS(title=title, allowed=["email/change"])
        identity = Identity.objects.create(account=account, **identity_of(attempt))
        attempt.update({"used_at": timezone.now()})
        security_noted(account, "identity_linked", origin, title)
    return identity


def unlink(
    actor: Actor, identity_id: UUID, origin: Origin, *, check_precondition: Precondition = no_precondition
) -> None:
    """Let an account sign in by an identity no more.

    Rule: whatever else lets somebody in stays: the last identity of who has no password cannot go. Raises
    NotFound (404), Conflict (409) `only_way_in`, Unauthenticated (401).
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        identity = locked(identities_visible_to(actor), identity_id)
        check_precondition(identity)
        others = Identity.objects.filter(account=account).exclude(pk=identity.pk)
        lets_in = account.has_usable_password() or SecondFactor.PASSKEY in account.second_factors
        if not lets_in and not others.exists():
            raise ONLY_WAY_IN(allowed=["password/forgot"])
        title = title_of(identity.provider)
        identity.delete()
        security_noted(account, "identity_unlinked", origin, title)


def unlink_strange_identities(account: Account, origin: Origin, since: datetime) -> None:
    """Unlink the identities that a stranger may have linked since a moment.

    Call it in the transaction that holds the account's row.

    Rule: an identity that was linked while nobody had proved the account's address opens it no more once
    somebody does, and its person is sent news of it.
    """
    for identity in Identity.objects.filter(account=account, created_at__gte=since):
        identity.delete()
        security_noted(account, "identity_unlinked", origin, title_of(identity.provider))
