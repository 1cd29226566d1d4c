from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import events
from accounts.actions.recent_sign_in import require_recent_sign_in
from accounts.actions.sessions import deny, end_all, revoke
from accounts.errors import ADDRESS_UNVERIFIED, IN_NO_GROUP, LAST_ADMIN, NO_LOGIN, NOT_OF_THIS_ROLE
from accounts.models import GROUPS_OF, Account, Role, Session, in_first_group
from accounts.permissions import accounts_visible_to, address_counts
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor, renew_rights
from chassis.locking import locked

RIGHTS = [Role.CUSTOMER, Role.EMPLOYEE, Role.ADMIN]


def change_own_account(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Account:
    """Change one's own name or phone.

    Rule: one's email address, role and state are not one's own to change here.
    Rule: that a phone number is theirs was shown of that number alone; another one is not verified.
    """
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        check_precondition(account)
        if data.get("phone", account.phone) != account.phone:
            data = {**data, "phone_verified": False}
        changes = account.update(data)
        if changes:
            events.account_changed(account, changes)
    return account


def change_account(
    actor: Actor,
    account_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Account:
    """Give an account another role or other groups, or (de)activate it.

    Rule: an employee is a technician unless granted otherwise; only employees are in groups of one's choice.
    Rule: another role, other groups and deactivation count everywhere at once: tokens of before are refused.
    Rule: an account that is deactivated or loses rights has its sessions ended everywhere at once. When it is
    deactivated, none of its devices is known and none of its API keys counts any longer.
    Rule: who has no login stays a customer. Raises Conflict (409) `no_login`.
    Rule: where REQUIRE_VERIFIED_EMAIL says so, an account gets a higher role once its address is verified:
    whoever registered with the name and the address of a colleague is none. Raises Conflict (409)
    `address_unverified`.
    Rule: there is always an active admin who can sign in: one who was invited and has not come yet is none.
    Raises Conflict (409) `last_admin`, NotFound (404), Unauthenticated (401)
    `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    ended = []
    with transaction.atomic():
        # All admins are locked, so that two who demote each other take turns; by id, against deadlocks.
        active_admins = Account.objects.in_use().filter(role=Role.ADMIN, is_active=True)
        admins = [admin.pk for admin in active_admins.select_for_update().order_by("id")]
        account = locked(accounts_visible_to(actor), account_id)
        check_precondition(account)
        role_before, active_before = Role(account.role), account.is_active
        if not account.has_login and data.get("role", Role.CUSTOMER) != Role.CUSTOMER:
            raise NO_LOGIN()
        rises = RIGHTS.index(data.get("role", role_before)) > RIGHTS.index(role_before)
        if rises and not address_counts(account):
            raise ADDRESS_UNVERIFIED()
        changes = account.update({"is_active": data.get("is_active", active_before)})
        granted = account.grant(data.get("role", role_before), groups_for(account, data))
        if active_before and not account.is_active:
            account.count_rights()
        if changes or granted:
            events.account_changed(account, {**changes, **granted})
        stays_admin = account.is_active and account.role == Role.ADMIN
        if admins == [account.pk] and not stays_admin:
            raise LAST_ADMIN(allowed=["make another account an admin"])
        loses_rights = RIGHTS.index(Role(account.role)) < RIGHTS.index(role_before)
        if not account.is_active:
            ended = end_all(account)
        elif loses_rights:
            ended = revoke(Session.objects.filter(account=account))
    deny(ended)
    if changes or granted:
        renew_rights(account.id, account.rights)
    return account


def groups_for(account: Account, data: dict[str, Any]) -> list[str]:
    """Those asked for, in the order of their list; else those it has, if they are of the role it gets."""
    role = data.get("role", account.role)
    wanted = data.get("groups")
    if wanted is None:
        return account.groups if role == account.role else in_first_group(role)
    allowed = GROUPS_OF[role]
    if not set(wanted) <= set(allowed):
        raise NOT_OF_THIS_ROLE(field="groups", role=role, groups=", ".join(allowed) or "no group")
    groups = [group for group in allowed if group in wanted]
    if allowed and not groups:
        raise IN_NO_GROUP(field="groups")
    return groups
