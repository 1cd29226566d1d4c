"""Which identities an account may see and unlink."""

from django.db.models import QuerySet

from chassis.auth import Actor
from oidc.models import Identity


def identities_visible_to(actor: Actor) -> QuerySet[Identity]:
    """Rule: one sees one's own identities and nobody else's, admin or not."""
    return Identity.objects.filter(account_id=actor.id)
