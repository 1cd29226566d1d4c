from functools import partial

from django.db import transaction

from accounts.events import security_noted
from accounts.models import Account
from api_keys.actions.end_key import deny, mark_as_ended
from api_keys.models import ApiKey
from chassis.origins import Origin


def end_all_keys(account: Account, origin: Origin) -> None:
    """End the keys of an account, in the transaction that holds its row.

    Rule: a password that is reset by mail, a forced sign-out and deactivation end all keys of an account, and
    its person is sent news of it.
    """
    keys = list(ApiKey.objects.left().filter(account=account).select_for_update().order_by("id"))
    for key in keys:
        mark_as_ended(key)
        transaction.on_commit(partial(deny, key))
    if keys:
        security_noted(account, "api_keys_ended", origin)
