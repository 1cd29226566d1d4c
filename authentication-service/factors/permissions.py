"""Which resets an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from factors.models import FactorReset


def factor_resets_visible_to(actor: Actor) -> "QuerySet[FactorReset]":
    """Rule: admins see all resets, nobody else any."""
    return FactorReset.objects.all() if actor.is_admin else FactorReset.objects.none()
