"""Which API keys an account may see and end."""

from uuid import UUID

from accounts.permissions import accounts_visible_to
from api_keys.models import ApiKey, ApiKeyQuerySet
from chassis.auth import Actor
from chassis.errors import NotFound


def keys_of(actor: Actor) -> ApiKeyQuerySet:
    """Rule: one sees and ends one's own keys; what has ended is nobody's any more."""
    return ApiKey.objects.left().filter(account_id=actor.id)


def keys_of_account(actor: Actor, account_id: UUID) -> ApiKeyQuerySet:
    """Those of an account that `actor` may see. Raises NotFound (404)."""
    if not accounts_visible_to(actor).filter(pk=account_id).exists():
        raise NotFound
    return ApiKey.objects.left().filter(account_id=account_id)
