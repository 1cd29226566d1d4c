from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from accounts import events, ways_in
from accounts.models import Account
from chassis.auth import Actor, renew_rights
from chassis.context import act_as
from chassis.errors import TooMany
from chassis.origins import Origin
from codes.actions import issue, redeem, withdraw
from codes.purposes import Purpose

EVER = datetime.min.replace(tzinfo=UTC)


def send_first_verification(account_id: UUID) -> None:
    """Have whoever has just registered show that the address is theirs, in the transaction of that event.

    Rule: who registers is mailed a code that verifies their address; who was invited or has no login is not.
    """
    unverified = Account.objects.filter(has_login=True, is_active=True, email_verified=False)
    account = unverified.select_for_update().filter(pk=account_id).first()
    if account is None or not account.has_usable_password():
        return
    try:
        issue(account, Purpose.VERIFY_EMAIL, address=account.email)
    except TooMany:
        return


def verify_email(actor: Actor | None, code: str, origin: Origin) -> None:
    """Take it that an account's address is its person's.

    Rule: a code verifies the address that it was sent to, and none that the account has since.
    Rule: whoever is not signed in to the account need not be who opened it: what a stranger may have added
    beside the password goes.
    Raises InvalidField (400) `code_invalid`.
    """
    with transaction.atomic():
        account = redeem(code, Purpose.VERIFY_EMAIL).account
        if not (account.email_verified or holds(actor, account)):
            leave_nothing_strange(account, origin)
        act_as(account.id, account.role)
        take_as_verified(account, account.email)


def holds(actor: Actor | None, account: Account) -> bool:
    """Whether who asks is signed in to this account, in person."""
    return actor is not None and actor.id == account.id and not actor.is_api_key


def leave_nothing_strange(account: Account, origin: Origin, since: datetime = EVER) -> None:
    """Take from an account what a stranger may have added since a moment, and a reset would leave.

    Call it in the transaction that holds the account's row, before its address counts as verified.

    Rule: second factors and linked identities that were there before somebody proved the address are removed,
    a change of address that was begun is over, and a phone number is to be verified anew.
    """
    ways_in.remove_added_since(account, since, origin)
    withdraw(account, Purpose.CHANGE_EMAIL, Purpose.VERIFY_PHONE)
    if changes := account.update({"phone_verified": False}):
        events.account_changed(account, changes)


def take_as_verified(account: Account, address: str) -> None:
    """Give an account an address that is its person's, in the transaction that holds its row.

    Rule: tokens of before are refused as expired, so that the next ones say that the address is verified.
    """
    changes = account.update({"email": address, "email_verified": True})
    if "email_verified" in changes:
        account.count_rights()
        transaction.on_commit(partial(renew_rights, account.id, account.rights))
    if changes:
        events.account_changed(account, changes)
