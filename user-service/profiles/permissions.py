"""Which profiles an account may look up."""

from django.db.models import QuerySet

from chassis.auth import Actor
from profiles.models import Profile

EMPLOYED = ("employee", "admin")


def cards_visible_to(actor: Actor) -> QuerySet[Profile]:
    """Rule: staff may look anybody up; a customer only those who work here, and themselves."""
    if actor.is_staff:
        return Profile.objects.all()
    return Profile.objects.filter(role__in=EMPLOYED, is_active=True) | Profile.objects.filter(pk=actor.id)
