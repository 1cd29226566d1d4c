"""Which accounts and sessions an account may see and change."""

from uuid import UUID

from django.conf import settings
from django.db.models import BooleanField, Case, Value, When

from accounts.models import Account, AccountQuerySet, Session, SessionQuerySet
from chassis.auth import Actor
from chassis.errors import NotFound


def accounts_visible_to(actor: Actor) -> AccountQuerySet:
    """Rule: an admin sees every account, everybody else their own."""
    return Account.objects.all() if actor.is_admin else Account.objects.filter(pk=actor.id)


def own_account(actor: Actor) -> Account:
    """The account of who asks. Raises NotFound (404)."""
    account = Account.objects.filter(pk=actor.id).first()
    if account is None:
        raise NotFound
    return account


def address_counts(account: Account) -> bool:
    """Rule: where REQUIRE_VERIFIED_EMAIL says so, an address counts once it is verified."""
    return account.email_verified or not settings.REQUIRE_VERIFIED_EMAIL


def sessions_visible_to(actor: Actor) -> SessionQuerySet:
    """Rule: one sees and ends one's own sessions that still live, nobody else's one by one, admin or not."""
    return sessions_of(actor.id, actor)


def sessions_of(account_id: UUID, actor: Actor) -> SessionQuerySet:
    """An account's sessions that still live; `current` marks the one that asks."""
    here = When(pk__in=[actor.session_id], then=Value(True))
    current = Case(here, default=Value(False), output_field=BooleanField())
    return Session.objects.alive().filter(account_id=account_id).annotate(current=current)
