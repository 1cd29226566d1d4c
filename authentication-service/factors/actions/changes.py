"""What it means for an account that a second factor came or went, of whatever kind."""

from functools import partial

from django.conf import settings
from django.db import transaction

from accounts import events
from accounts.actions import authenticated_again, factors_changed
from accounts.actions.sessions import deny, revoke_others
from accounts.models import Account, Role, SecondFactor
from chassis.auth import Actor
from chassis.origins import Origin
from factors.actions.recovery import renew_recovery_codes
from factors.errors import SECOND_FACTOR_REQUIRED
from factors.kinds import held_by
from factors.models import RecoveryCode


def factor_added(
    actor: Actor, account: Account, kind: SecondFactor, origin: Origin, name: str = ""
) -> list[str]:
    """Count a second factor whose row was just written. The recovery codes, if it is the first one.

    Call it in the transaction that holds the account's row.

    Rule: recovery codes come with the first second factor, and are shown that once.
    Rule: the first second factor ends all other sessions of its account, for they were opened without one.
    """
    is_first = not account.second_factors
    factors_changed(account, held_by(account))
    authenticated_again(actor, kind)
    events.security_noted(account, "second_factor_added", origin, name)
    if not is_first:
        return []
    ended = revoke_others(account, actor.session_id)
    transaction.on_commit(partial(deny, ended))
    return renew_recovery_codes(account)


def factor_removed(account: Account, origin: Origin, name: str = "") -> None:
    """Count a second factor whose row was just deleted.

    Call it in the transaction that holds the account's row.

    Rule: where REQUIRE_ADMIN_MFA says so, an admin keeps a second factor. Raises Conflict (409)
    `second_factor_required`.
    Rule: recovery codes go with the last second factor.
    """
    left = held_by(account)
    if not left:
        if settings.REQUIRE_ADMIN_MFA and account.role == Role.ADMIN:
            raise SECOND_FACTOR_REQUIRED()
        RecoveryCode.objects.filter(account=account).delete()
    factors_changed(account, left)
    events.security_noted(account, "second_factor_removed", origin, name)
