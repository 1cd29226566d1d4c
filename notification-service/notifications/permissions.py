"""Which notifications an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from notifications.models import Notification


def inbox_of(actor: Actor) -> QuerySet[Notification]:
    """Rule: an inbox is its account's alone; not even an admin reads another's."""
    return Notification.objects.filter(account_id=actor.id)
