from typing import Any

from django.db import transaction

from accounts.actions import authenticated_again
from accounts.models import Account, ShownFactor
from accounts.permissions import own_account
from chassis.auth import Actor
from chassis.locking import locked
from passkeys.actions.ceremonies import Begun, begin_showing, end, shown
from passkeys.errors import CEREMONY_OVER, PASSKEY_INVALID
from passkeys.models import Kind


def begin_step_up(actor: Actor) -> Begun:
    """Ask for one of one's own passkeys. Raises Conflict (409) `no_passkey`, `passkeys_off`."""
    return begin_showing(Kind.STEP_UP, own_account(actor), actor.session_id)


def complete_step_up(actor: Actor, data: dict[str, Any]) -> None:
    """Show by a passkey once more who one is, for the changes that need a sign-in of the last ten minutes.

    Raises InvalidField (400) on ceremony_id, credential.
    """
    ceremony = end(Kind.STEP_UP, data["ceremony_id"], actor.session_id)
    if ceremony is None:
        raise CEREMONY_OVER(field="ceremony_id")
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        passkey = shown(account, ceremony, data["credential"])
        if passkey is not None:
            authenticated_again(actor, ShownFactor.PASSKEY)
    if passkey is None:
        raise PASSKEY_INVALID(field="credential")
