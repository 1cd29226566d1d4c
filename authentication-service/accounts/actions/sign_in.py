from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import lockout
from accounts.actions.challenges import Challenged, signed_in_or_challenged
from accounts.actions.sessions import SignedIn
from accounts.errors import ACCOUNT_INACTIVE, INVALID_CREDENTIALS
from accounts.models import Account
from accounts.passwords import forms
from chassis.origins import Origin


def sign_in(data: dict[str, Any], origin: Origin) -> SignedIn | Challenged:
    """Sign in with an email address and a password.

    Rule: whether an address has an account shows neither in the answer nor in the time it takes; to who
    signs in an account without a login is none.
    Raises TooMany (429) and Unauthenticated (401): `invalid_credentials` or, to whoever knows
    the password, `account_inactive`.
    """
    email, password = data["email"], data["password"]
    lockout.refuse_if_locked(email, origin)
    account = Account.objects.signing_in_with(email).first()
    right = password_is_right(account, password)
    lockout.judge(email, origin, right=right)
    if account is None or not right:
        raise INVALID_CREDENTIALS()
    with transaction.atomic():
        locked = Account.objects.select_for_update().filter(pk=account.pk).first()
        if locked is None or locked.password != account.password:
            raise INVALID_CREDENTIALS()
        if not locked.is_active:
            raise ACCOUNT_INACTIVE()
        return signed_in_or_challenged(locked, origin, data.get("device", ""))


def password_is_right(account: Account | None, password: str) -> bool:
    if account is None:
        for form in forms(password):
            make_password(form)  # for the time it takes
        return False
    return account.check_password(password)
