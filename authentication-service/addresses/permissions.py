"""Whom an account may invite."""

from accounts.models import Account, AccountQuerySet, Role
from chassis.auth import Actor


def accounts_invited_by(actor: Actor) -> AccountQuerySet:
    """Rule: staff invite customers, an admin everybody."""
    return Account.objects.all() if actor.is_admin else Account.objects.filter(role=Role.CUSTOMER)
