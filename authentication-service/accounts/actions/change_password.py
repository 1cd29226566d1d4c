from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events, lockout
from accounts.actions.sessions import deny, revoke
from accounts.actions.sign_in import password_is_right
from accounts.errors import WRONG_PASSWORD
from accounts.models import Account, Session
from accounts.permissions import own_account
from chassis.auth import Actor
from chassis.origins import Origin
from chassis.text import opaque


def change_password(actor: Actor, data: dict[str, Any], origin: Origin) -> None:
    """Replace the password by a new one.

    Rule: it takes the current password, and wrong ones make whoever asks wait as at signing in.
    Rule: all other sessions end; the one that asks goes on. Its person is told.
    Raises InvalidField (400) on current_password, TooMany (429).
    """
    account = own_account(actor)
    counted = lockout.of_account(account.pk, "password")
    lockout.refuse_if_locked(counted)
    right = password_is_right(account, data["current_password"])
    lockout.judge(counted, right=right)
    if not right:
        raise WRONG_PASSWORD(field="current_password")
    hashed = make_password(opaque(data["new_password"]))
    with transaction.atomic():
        locked = Account.objects.select_for_update().filter(pk=actor.id, password=account.password).first()
        if locked is None:
            raise WRONG_PASSWORD(field="current_password")
        locked.password = hashed
        locked.save(update_fields=["password", "updated_at"])
        events.security_noted(locked, "password_changed", origin)
        ended = revoke(Session.objects.filter(account=locked).exclude(pk__in=[actor.session_id]))
    deny(ended)
