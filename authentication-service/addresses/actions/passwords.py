from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events, lockout
from accounts.actions import recover
from accounts.actions.sessions import deny
from addresses.actions.verification import leave_nothing_strange, take_as_verified
from chassis.context import act_as
from chassis.origins import Origin
from chassis.text import opaque
from codes.actions import redeem
from codes.purposes import Purpose


def reset_password(data: dict[str, Any], origin: Origin) -> None:
    """Give whoever reads the mails of an account's address a new password.

    Rule: a code that was mailed sets a password once; then all sessions and API keys end, whoever has them,
    no device is known and no wrong password counts any longer, and the address counts as verified. Second
    factors stay.
    Rule: an address that nobody had verified before may have been registered by a stranger; then what was
    added goes too, second factors included.
    Rule: what another had begun under the password of before, such as a change of address, ends with it.
    Raises InvalidField (400) `code_invalid`.
    """
    hashed = make_password(opaque(data["password"]))
    with transaction.atomic():
        account = redeem(data["code"], Purpose.RESET_PASSWORD).account
        act_as(account.id, account.role)
        if not account.email_verified:
            leave_nothing_strange(account, origin)
        account.update({"password": hashed})
        take_as_verified(account, account.email)
        events.security_noted(account, "password_changed", origin)
        lockout.forget(lockout.of_email(account.email), lockout.of_account(account.pk, "password"))
        ended = recover(account, origin)
    deny(ended)
