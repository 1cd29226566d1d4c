from functools import partial
from uuid import UUID

from django.db import transaction

from accounts import events
from accounts.models import Account
from chassis.auth import renew_rights
from chassis.context import act_as
from chassis.errors import TooMany
from codes.actions import issue, redeem
from codes.purposes import Purpose


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


def verify_email(code: str) -> None:
    """Take it that an account's address is its person's.

    Rule: a code verifies the address that it was sent to, and none that the account has since.
    Raises InvalidField (400) `code_invalid`.
    """
    with transaction.atomic():
        account = redeem(code, Purpose.VERIFY_EMAIL).account
        act_as(account.id, account.role)
        take_as_verified(account, account.email)


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
