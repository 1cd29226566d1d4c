from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events
from accounts.actions import Challenged, SignedIn, require_recent_sign_in, signed_in_or_challenged
from accounts.actions.change_account import groups_for
from accounts.errors import EMAIL_OF_ANOTHER
from accounts.models import Account, Role, in_first_group
from addresses.errors import EMAIL_NEEDED, NOT_ACTIVE, SIGNS_IN_ALREADY
from addresses.permissions import accounts_invited_by
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import refusing
from chassis.locking import locked
from chassis.origins import Origin
from chassis.text import opaque
from codes.actions import issue, redeem
from codes.purposes import Purpose

TAKEN = {"unique_account_email": lambda: EMAIL_OF_ANOTHER(allowed=[])}


def invite(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Account:
    """Open an account for somebody who is to work here, and mail them an invitation.

    Rule: role and groups are those of the invitation; nobody signs in to the account before it is accepted.
    Rule: it takes a sign-in of the last ten minutes.
    Raises Unauthenticated (401) `insufficient_user_authentication`, Conflict (409) `email_taken`, TooMany
    (429) `too_many_codes`, InvalidField (400).
    """
    require_recent_sign_in(actor)
    account = Account(**{**data, "groups": in_first_group(data["role"])})
    account.groups = groups_for(account, data)
    account.set_password(None)
    with refusing(**TAKEN), transaction.atomic():
        account.save(force_insert=True)
        events.account_registered(account)
        _mail_invitation(account)
        store_reply(account)
    return account


def send_invitation(actor: Actor, account_id: UUID, data: dict[str, Any]) -> None:
    """Mail an invitation once more, or offer a login to a customer who has none.

    Rule: staff invite customers; admins invite whoever works here too, for which it takes a sign-in of the
    last ten minutes. Nobody is invited to an account that signs in already.
    Rule: the address may be another than the one on record; it is the account's from now on.
    Raises NotFound (404); Conflict (409) `signs_in_already`, `not_active`, `email_taken`; InvalidField (400)
    on `email`; TooMany (429) `too_many_codes`; Unauthenticated (401) `insufficient_user_authentication`.
    """
    with refusing(**TAKEN), transaction.atomic():
        account = locked(accounts_invited_by(actor), account_id)
        if account.role != Role.CUSTOMER:
            require_recent_sign_in(actor)
        if account.has_usable_password() or (account.has_login and account.email_verified):
            raise SIGNS_IN_ALREADY()
        if not account.is_active:
            raise NOT_ACTIVE()
        email = data.get("email") or account.email
        if not email:
            raise EMAIL_NEEDED(field="email")
        changes = account.update({"email": email})
        if changes:
            events.account_changed(account, changes)
        _mail_invitation(account)


def accept_invitation(data: dict[str, Any], origin: Origin) -> SignedIn | Challenged:
    """Set the password of an account that one was invited to, and sign in.

    Rule: an invitation is accepted once, by whoever reads the mails of its address, which that verifies.
    Raises InvalidField (400) `code_invalid`.
    """
    hashed = make_password(opaque(data["password"]))
    with transaction.atomic():
        account = redeem(data["code"], Purpose.INVITATION).account
        changes = account.update({"has_login": True, "email_verified": True})
        account.update({"password": hashed, "invited_until": None})
        if changes:
            events.account_changed(account, changes)
        return signed_in_or_challenged(account, origin)


def _mail_invitation(account: Account) -> None:
    code = issue(account, Purpose.INVITATION, address=account.email)
    account.update({"invited_until": code.expires_at})
