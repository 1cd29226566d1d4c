from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.actions import require_recent_sign_in
from api_keys import events
from api_keys.models import ApiKey, ApiKeyQuerySet
from api_keys.permissions import keys_of, keys_of_account
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor, revoke_session
from chassis.locking import locked

log = structlog.get_logger("api_keys")


def end_key(actor: Actor, key_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """End one of one's own keys.

    Rule: a key that was ended counts nowhere within a second. Should Redis be away just then, the event that
    commits with it makes up for that. Raises NotFound (404).
    """
    _end(keys_of(actor), key_id, check_precondition)


def end_key_of_account(
    actor: Actor, account_id: UUID, key_id: UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """End somebody else's key.

    Rule: an admin ends the keys of others after a sign-in of the last ten minutes.
    Raises NotFound (404), Unauthenticated (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    _end(keys_of_account(actor, account_id), key_id, check_precondition)


def _end(keys: ApiKeyQuerySet, key_id: UUID, check_precondition: Precondition) -> None:
    with transaction.atomic():
        key = locked(keys, key_id)
        check_precondition(key)
        mark_as_ended(key)
    deny(key)


def mark_as_ended(key: ApiKey) -> None:
    """In the caller's transaction. Once it has committed, `deny` takes the key."""
    key.update({"ended_at": timezone.now()})
    events.api_key_ended(key)


def deny(key: ApiKey) -> None:
    revoke_session(key.id)
    log.info("API key ended", api_key_id=str(key.id))
