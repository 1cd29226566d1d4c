from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import events
from accounts.actions.current_password import require_current_password
from accounts.actions.sessions import deny, revoke_others
from accounts.errors import WRONG_PASSWORD
from accounts.models import Account, Challenge
from accounts.permissions import own_account
from chassis.auth import Actor
from chassis.origins import Origin
from chassis.text import opaque


def change_password(actor: Actor, data: dict[str, Any], origin: Origin) -> None:
    """Replace the password by a new one.

    Rule: it takes the current password. All other sessions end, and sign-ins that wait for a second factor;
    the one that asks goes on, and so do API keys, which are ended one by one. Its person is sent news of it.
    Raises InvalidField (400) on current_password, Conflict (409) `no_password`, TooMany (429).
    """
    account = own_account(actor)
    require_current_password(account, data["current_password"], field="current_password")
    hashed = make_password(opaque(data["new_password"]))
    with transaction.atomic():
        locked = Account.objects.select_for_update().filter(pk=actor.id, password=account.password).first()
        if locked is None:
            raise WRONG_PASSWORD(field="current_password")
        locked.update({"password": hashed})
        events.security_noted(locked, "password_changed", origin)
        Challenge.objects.filter(account=locked).delete()
        ended = revoke_others(locked, actor.session_id)
    deny(ended)
