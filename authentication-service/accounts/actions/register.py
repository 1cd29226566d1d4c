from typing import Any

from django.db import transaction

from accounts import events
from accounts.actions.sessions import SignedIn, open_session
from accounts.errors import EMAIL_TAKEN
from accounts.models import Account, Role
from accounts.origins import Origin
from chassis.errors import refusing


def register(given: dict[str, Any], origin: Origin) -> SignedIn:
    """Open an account and sign it in.

    Rule: whoever registers is a customer, whatever role they ask for.
    Rule: one account an email address, in any case of its letters. Raises Refused (409) `email_taken`.
    """
    given = {name: value for name, value in given.items() if name != "role"}
    account = Account(role=Role.CUSTOMER, **given)
    account.set_password(given["password"])
    taken = refusing(one_account_an_email=lambda: EMAIL_TAKEN(allowed=["login"]))
    with taken, transaction.atomic():
        account.save(force_insert=True)
        events.account_registered(account)
        return open_session(account, origin)
