"""Which passkeys an account may see."""

from django.db.models import QuerySet

from accounts.models import Account
from chassis.auth import Actor
from chassis.errors import NotFound
from passkeys.models import Passkey


def passkeys_of(actor: Actor) -> "QuerySet[Passkey]":
    """Rule: a passkey is its account's alone."""
    return Passkey.objects.filter(account_id=actor.id)


def own_account(actor: Actor) -> Account:
    """Raises NotFound (404)."""
    account = Account.objects.filter(pk=actor.id).first()
    if account is None:
        raise NotFound
    return account
