from uuid import UUID

from django.db import transaction

from accounts.actions.refresh import session_of
from accounts.actions.sessions import deny, revoke, revoke_others
from accounts.models import Account, Session
from accounts.permissions import sessions_visible_to
from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.context import act_as
from chassis.locking import locked


def sign_out(token: str) -> None:
    """End the session that a refresh token belongs to, used, expired or not.

    Rule: signing out twice is signing out. Raises Unauthenticated (401) for what was never a token.
    """
    session_id = session_of(token)
    account = Account.objects.filter(sessions=session_id).first()
    if account:
        act_as(account.id, account.role)
    with transaction.atomic():
        ended = revoke(Session.objects.filter(pk=session_id))
    deny(ended)


def end_other_sessions(actor: Actor) -> None:
    """End all of one's own sessions but the one that asks.

    Rule: who signs out everywhere else stays signed in here, and their devices stay known. Raises NotFound
    (404).
    """
    with transaction.atomic():
        # Whoever is about to sign in takes turns with it.
        account = locked(Account.objects.all(), actor.id)
        ended = revoke_others(account, actor.session_id)
    deny(ended)


def end_session(
    actor: Actor, session_id: UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """End one of one's own sessions, on whatever device it is. Raises NotFound (404)."""
    with transaction.atomic():
        session = locked(sessions_visible_to(actor), session_id)
        check_precondition(session)
        ended = revoke(Session.objects.filter(pk=session_id))
    deny(ended)
