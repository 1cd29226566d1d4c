from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction

from accounts import events
from accounts.actions.sessions import SignedIn, open_session
from accounts.errors import EMAIL_OF_ANOTHER, EMAIL_TAKEN
from accounts.models import Account, Role, in_first_group
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.context import act_as
from chassis.errors import refusing
from chassis.origins import Origin


def register(data: dict[str, Any], origin: Origin) -> SignedIn:
    """Open an account and sign it in.

    Rule: whoever registers is a customer, whatever role they ask for.
    Rule: one account an email address, in any case of its letters. Raises Conflict (409) `email_taken`.
    Rule: the address of a customer without a login is taken too: who knows it need not be that customer.
    """
    data = {name: value for name, value in data.items() if name != "role"}
    account = Account(role=Role.CUSTOMER, **data)
    act_as(account.id, account.role)
    with _each_address_once(), transaction.atomic():
        _open(account, data["password"])
        return open_session(account, origin)


def register_without_login(data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Account:
    """Open an account for somebody who cannot sign in, because they only walked in or telephoned.

    Rule: who has no login is a customer, and may be without an email address; one that they have is nobody
    else's. Raises Conflict (409) `email_taken`.
    """
    account = Account(role=Role.CUSTOMER, has_login=False, **data)
    with refusing(unique_account_email=lambda: EMAIL_OF_ANOTHER(allowed=[])), transaction.atomic():
        _open(account, None)
        store_reply(account)
    return account


def register_confirmed(email: str, first_name: str, last_name: str) -> Account:
    """Open the account of a customer whose address somebody else has verified; it has no password.

    Call it in a transaction. A taken address is left to the caller, by its constraint.
    """
    account = Account(email=email, first_name=first_name, last_name=last_name, email_verified=True)
    act_as(account.id, account.role)
    _open(account, None)
    return account


def register_admin(email: str, password: str) -> Account:
    """Open an admin's account, from the command line. Raises Conflict (409) `email_taken`."""
    groups = in_first_group(Role.ADMIN)
    account = Account(email=email, first_name="Admin", role=Role.ADMIN, groups=groups, email_verified=True)
    with _each_address_once(), transaction.atomic():
        _open(account, password)
    return account


def _open(account: Account, password: str | None) -> None:
    account.set_password(password)
    account.save(force_insert=True)
    events.account_registered(account)


def _each_address_once() -> AbstractContextManager[None]:
    return refusing(unique_account_email=lambda: EMAIL_TAKEN(allowed=["login"]))
