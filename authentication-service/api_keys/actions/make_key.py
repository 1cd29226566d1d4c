from typing import Any

from django.db import transaction

from accounts import events
from accounts.actions import require_recent_sign_in
from accounts.models import Account
from api_keys.errors import MOST_KEYS, TOO_MANY_KEYS
from api_keys.models import ApiKey
from chassis.auth import Actor
from chassis.auth.actor import API_KEY_PREFIX
from chassis.bearer_codes import digest_of, new_code
from chassis.locking import locked
from chassis.origins import Origin

SHOWN = 8


def make_key(actor: Actor, data: dict[str, Any], origin: Origin) -> tuple[ApiKey, str]:
    """Make a key by which a program acts for this account. Its text is given away here and never again.

    Rule: a key may what its account may, and of that only what its scopes name; nothing that is for people
    in person.
    Rule: making one needs a sign-in of the last ten minutes, and its account is written a mail.
    Rule: an account has at most fifty keys. Raises Conflict (409) `too_many_api_keys`, Unauthenticated (401)
    `insufficient_user_authentication`, NotFound (404).
    """
    text = f"{API_KEY_PREFIX}{new_code()}"
    with transaction.atomic():
        # One after the other, so that two at once do not pass the limit together.
        account = locked(Account.objects.all(), actor.id)
        require_recent_sign_in(actor)
        if ApiKey.objects.left().filter(account=account).count() >= MOST_KEYS:
            raise TOO_MANY_KEYS()
        key = ApiKey.objects.create(account=account, prefix=text[:SHOWN], digest=digest_of(text), **data)
        events.security_noted(account, "api_key_created", origin, key.name)
    return key, text
