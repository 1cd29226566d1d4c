from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actions import require_recent_sign_in
from accounts.models import Account
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.locking import locked
from chassis.origins import Origin
from factors.actions import factor_removed
from passkeys.models import Passkey
from passkeys.permissions import passkeys_of


def rename_passkey(
    actor: Actor,
    passkey_id: UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Passkey:
    """Call a passkey something else. Raises NotFound (404), PreconditionFailed (412)."""
    with transaction.atomic():
        passkey = locked(passkeys_of(actor), passkey_id)
        check_precondition(passkey)
        passkey.update(data)
    return passkey


def remove_passkey(
    actor: Actor, passkey_id: UUID, origin: Origin, *, check_precondition: Precondition = no_precondition
) -> None:
    """Let a passkey sign in no more.

    Rule: removing one needs a sign-in of the last ten minutes; sessions that it opened go on.
    Raises Unauthenticated (401) `insufficient_user_authentication`, NotFound (404), PreconditionFailed (412),
    Conflict (409) `second_factor_required`.
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        account = locked(Account.objects.all(), actor.id)
        passkey = locked(passkeys_of(actor), passkey_id)
        check_precondition(passkey)
        passkey.delete()
        factor_removed(account, origin, passkey.name)
