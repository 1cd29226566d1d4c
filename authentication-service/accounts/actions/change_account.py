from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import events
from accounts.actions.sessions import deny, revoke
from accounts.models import Account, Role, Session
from accounts.permissions import accounts_visible_to
from chassis.auth import Actor
from chassis.errors import Missing, Refused
from chassis.etags import Expect, anything

RIGHTS = [Role.CUSTOMER, Role.EMPLOYEE, Role.ADMIN]


def change_own_account(actor: Actor, given: dict[str, Any], *, expect: Expect = anything) -> Account:
    """Change one's own name or phone.

    Rule: one's email address, role and state are not one's own to change here.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=actor.id).first()
        if account is None:
            raise Missing
        expect(account)
        _change(account, given)
    return account


def change_account(
    actor: Actor, account_id: UUID, given: dict[str, Any], *, expect: Expect = anything
) -> Account:
    """Give an account another role, or (de)activate it.

    Rule: an account that is deactivated or loses rights has its sessions ended everywhere at once.
    Rule: there is always an active admin. Raises Refused (409) `last_admin`, Missing (404).
    """
    ended = []
    with transaction.atomic():
        # All admins are locked, so that two who demote each other take turns; by id, against deadlocks.
        active_admins = Account.objects.filter(role=Role.ADMIN, is_active=True)
        admins = [admin.pk for admin in active_admins.select_for_update().order_by("id")]
        account = accounts_visible_to(actor).select_for_update().filter(pk=account_id).first()
        if account is None:
            raise Missing
        expect(account)
        role_before, active_before = Role(account.role), account.is_active
        _change(account, given)
        stays_admin = account.is_active and account.role == Role.ADMIN
        if admins == [account.pk] and not stays_admin:
            raise Refused(
                "last_admin",
                "This is the only active admin; make another first.",
                allowed=["make another account an admin"],
            )
        loses_rights = RIGHTS.index(Role(account.role)) < RIGHTS.index(role_before)
        if loses_rights or (active_before and not account.is_active):
            ended = revoke(Session.objects.filter(account=account))
    deny(ended)
    return account


def _change(account: Account, given: dict[str, Any]) -> None:
    if account.change(given):
        events.account_changed(account)
