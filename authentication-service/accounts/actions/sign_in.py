from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import lockout
from accounts.actions.challenges import Challenged, signed_in_or_challenged
from accounts.actions.devices import known_device
from accounts.actions.sessions import SignedIn
from accounts.errors import INVALID_CREDENTIALS
from accounts.models import Account
from accounts.passwords import forms
from chassis.origins import Origin


def sign_in(data: dict[str, Any], origin: Origin) -> SignedIn | Challenged:
    """Sign in with an email address and a password.

    Rule: whether an address has an account shows neither in the answer nor in the time it takes. An account
    that is not active, or has no login, answers as one that there is not.
    Rule: a right password whose hash was made with other parameters than today's is hashed anew.
    Raises TooMany (429) and Unauthenticated (401) `invalid_credentials`.
    """
    email, password = data["email"], data["password"]
    device_token = data.get("device_token", "")
    account = Account.objects.signing_in_with(email).first()
    counted = lockout.of_sign_in(email, known_device(account, device_token), origin)
    lockout.refuse_if_locked(*counted)
    right = password_is_right(account, password)
    lockout.judge(*counted, right=right)
    if account is None or not right:
        raise INVALID_CREDENTIALS()
    with transaction.atomic():
        locked = Account.objects.select_for_update().filter(pk=account.pk, is_active=True).first()
        # It may have been hashed anew meanwhile, or changed.
        if locked is None or (locked.password != account.password and not locked.check_password(password)):
            raise INVALID_CREDENTIALS()
        locked.hash_anew(password)
        return signed_in_or_challenged(locked, origin, device_token)


def password_is_right(account: Account | None, password: str) -> bool:
    """With the same work whether there is an account, and whether it is active."""
    if account is None:
        for form in forms(password):
            make_password(form)
        return False
    return account.check_password(password) and account.is_active
