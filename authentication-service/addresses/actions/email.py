from django.db import transaction

from accounts.actions import recover, require_recent_sign_in
from accounts.actions.sessions import deny
from accounts.errors import EMAIL_TAKEN
from accounts.models import Account
from addresses.actions.verification import holds, leave_nothing_strange, take_as_verified
from addresses.errors import SAME_EMAIL
from chassis.auth import Actor
from chassis.context import act_as
from chassis.errors import refusing
from chassis.locking import locked
from chassis.origins import Origin
from codes.actions import issue, redeem, withdraw
from codes.purposes import Purpose

ADDRESS_TAKEN = {"unique_account_email": lambda: EMAIL_TAKEN(allowed=["login"])}


def change_email(actor: Actor, email: str) -> None:
    """Have a code sent to the address that an account is to have.

    Rule: an address becomes an account's once its code was redeemed; until then the present one stays.
    Rule: a change that was begun in a session is over with it, so that who is signed out, or deactivated, has
    left nothing behind.
    Rule: it takes a sign-in of the last ten minutes.
    Rule: whether somebody else has the address is learned by who reads its mails alone.
    Raises Unauthenticated (401) `insufficient_user_authentication`, Unprocessable (422) `same_email`, TooMany
    (429) `too_many_codes`, NotFound (404).
    """
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        require_recent_sign_in(actor)
        if email == account.email:
            raise SAME_EMAIL()
        issue(account, Purpose.CHANGE_EMAIL, address=email, within=actor.session_id)


def confirm_email_change(actor: Actor | None, code: str, origin: Origin) -> None:
    """Give an account the address at which its code arrived, verified by that.

    Rule: where it is the first address that is verified, what goes is as with `verify_email`.

    Rule: to the address of before goes a code that brings it back within seven days, if it was verified: one
    that never was may be a stranger's.
    Raises InvalidField (400) `code_invalid`, Conflict (409) `email_taken`.
    """
    with refusing(**ADDRESS_TAKEN), transaction.atomic():
        redeemed = redeem(code, Purpose.CHANGE_EMAIL)
        account = redeemed.account
        act_as(account.id, account.role)
        before, was_verified = account.email, account.email_verified
        if not (was_verified or holds(actor, account)):
            leave_nothing_strange(account, origin)
        take_as_verified(account, redeemed.address)
        if was_verified:
            issue(account, Purpose.UNDO_EMAIL_CHANGE, address=before, throttled=False)


def undo_email_change(code: str, origin: Origin) -> None:
    """Bring an account back to whoever had it before its address changed.

    Rule: whoever had an address gets the account back with it: all sessions and API keys end, its password
    and all that was begun under it count no more, and a code to set another is mailed.
    Rule: of second factors and linked identities those of before the change stay, and later ones go.
    Rule: codes of addresses that came later bring nothing back any more.
    Raises InvalidField (400) `code_invalid`, Conflict (409) `email_taken`.
    """
    with refusing(**ADDRESS_TAKEN), transaction.atomic():
        redeemed = redeem(code, Purpose.UNDO_EMAIL_CHANGE)
        account = redeemed.account
        act_as(account.id, account.role)
        withdraw(account, Purpose.UNDO_EMAIL_CHANGE, after=redeemed)
        leave_nothing_strange(account, origin, since=redeemed.created_at)
        account.set_password(None)
        account.save(update_fields=["password", "updated_at"])
        take_as_verified(account, redeemed.address)
        issue(account, Purpose.RESET_PASSWORD, address=account.email, throttled=False)
        ended = recover(account, origin)
    deny(ended)
