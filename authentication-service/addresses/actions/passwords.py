from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events, lockout
from accounts.actions.sessions import deny, end_all
from addresses.actions.verification import take_as_verified
from chassis.context import act_as
from chassis.origins import Origin
from chassis.text import opaque
from codes.actions import redeem
from codes.purposes import Purpose


def reset_password(data: dict[str, Any], origin: Origin) -> None:
    """Give whoever reads the mails of an account's address a new password.

    Rule: a code that was mailed sets a password once; then all sessions end, whoever has them, no device is
    known and no wrong password counts any longer, and the address counts as verified.
    Rule: what another had begun under the password of before, such as a change of address, ends with it.
    Raises InvalidField (400) `code_invalid`.
    """
    hashed = make_password(opaque(data["password"]))
    with transaction.atomic():
        account = redeem(data["code"], Purpose.RESET_PASSWORD).account
        act_as(account.id, account.role)
        account.password = hashed
        account.save(update_fields=["password", "updated_at"])
        take_as_verified(account, account.email)
        events.security_noted(account, "password_changed", origin)
        lockout.forget(lockout.of_email(account.email), lockout.of_account(account.pk, "password"))
        ended = end_all(account)
    deny(ended)
