from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import events
from accounts.actions import factors_changed, require_recent_sign_in
from accounts.actions.sessions import deny, revoke
from accounts.models import Account, Challenge, Role, Session
from accounts.permissions import accounts_visible_to
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.locking import locked
from factors.errors import (
    ANOTHER_ADMIN_NEEDED,
    NO_SECOND_FACTOR,
    OWN_SECOND_FACTORS,
    RESET_OVER,
    RESET_WAITS,
)
from factors.kinds import remove_all
from factors.models import Enrolment, FactorReset, RecoveryCode
from factors.permissions import factor_resets_visible_to

LIVES = timedelta(days=1)


def request_reset(actor: Actor, account_id: UUID) -> FactorReset:
    """Ask that somebody's second factors are removed, because they were lost.

    Rule: one admin asks and another approves within a day, and neither for themselves. Raises Forbidden (403)
    `own_second_factors`, Conflict (409) `no_second_factor`, `reset_waits`, NotFound (404).
    Rule: their person and all other admins are sent news of it, so that somebody can object in time.
    """
    require_recent_sign_in(actor)
    if account_id == actor.id:
        raise OWN_SECOND_FACTORS()
    with transaction.atomic():
        account = locked(accounts_visible_to(actor), account_id)
        if not account.second_factors:
            raise NO_SECOND_FACTOR()
        unapproved = FactorReset.objects.filter(account=account, approved_at=None)
        unapproved.filter(expires_at__lte=timezone.now()).delete()
        if waiting := unapproved.first():
            raise RESET_WAITS(factor_reset_id=str(waiting.id))
        asked = FactorReset.objects.create(
            account=account, requested_by_id=actor.id, expires_at=timezone.now() + LIVES
        )
        admins = Account.objects.filter(role=Role.ADMIN, is_active=True)
        for informed in [account, *admins.exclude(pk__in=[account.pk, actor.id])]:
            events.security_noted(informed, "factor_reset_requested", name=account.email)
    return asked


def withdraw_reset(
    actor: Actor, reset_id: UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """Let nobody approve a reset any more that waits.

    Rule: any admin withdraws a reset, their own and another's, and needs no recent sign-in to prevent one.
    Raises NotFound (404), Conflict (409) `reset_over`.
    """
    with transaction.atomic():
        asked = locked(factor_resets_visible_to(actor), reset_id)
        check_precondition(asked)
        if asked.approved_at:
            raise RESET_OVER()
        asked.delete()


def approve_reset(actor: Actor, reset_id: UUID) -> FactorReset:
    """Remove the second factors of whom another admin asked it for, and end their sessions.

    Rule: who approves is neither who asked nor whose factors they are. Raises Forbidden (403)
    `another_admin_needed`, Conflict (409) `reset_over`, NotFound (404).
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        whose = factor_resets_visible_to(actor).filter(pk=reset_id).values_list("account_id", flat=True)
        # The account before what is of it, as everybody locks them, so that none wait for each other.
        account = locked(Account.objects.all(), whose.first())
        asked = locked(factor_resets_visible_to(actor), reset_id)
        if actor.id in {asked.account_id, asked.requested_by_id}:
            raise ANOTHER_ADMIN_NEEDED()
        still_admin = Account.objects.filter(pk=asked.requested_by_id, role=Role.ADMIN, is_active=True)
        if asked.approved_at or asked.expires_at <= timezone.now() or not still_admin.exists():
            raise RESET_OVER()
        asked.update({"approved_by_id": actor.id, "approved_at": timezone.now()})
        _reset(account)
    return asked


def reset_without_approval(account: Account) -> None:
    """Remove somebody's second factors, from the command line alone: for the only admin there is."""
    with transaction.atomic():
        _reset(locked(Account.objects.all(), account.pk))


def _reset(account: Account) -> None:
    """Rule: with their second factors somebody's sessions end, everywhere at once, and they are sent news.

    Not from where: that is whoever resets, and not their person.
    """
    remove_all(account)
    for rows in (Enrolment, RecoveryCode, Challenge):
        rows.objects.filter(account=account).delete()
    factors_changed(account, [])
    ended = revoke(Session.objects.filter(account=account))
    transaction.on_commit(partial(deny, ended))
    events.security_noted(account, "factors_reset")
