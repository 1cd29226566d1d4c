"""Which passkeys an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from passkeys.models import Passkey


def passkeys_of(actor: Actor) -> "QuerySet[Passkey]":
    """Rule: a passkey is its account's alone."""
    return Passkey.objects.filter(account_id=actor.id)
