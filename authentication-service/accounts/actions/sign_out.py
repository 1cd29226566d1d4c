from uuid import UUID

from django.db import transaction
from rest_framework.exceptions import AuthenticationFailed

from accounts.actions.sessions import deny, revoke
from accounts.models import RefreshToken, Session
from accounts.permissions import sessions_visible_to
from chassis.auth import Actor
from chassis.errors import Missing
from chassis.etags import Expect, anything


def sign_out(token: str) -> None:
    """End the session that a refresh token belongs to, used, expired or not.

    Rule: signing out twice is signing out. Raises AuthenticationFailed (401) for what was never a token.
    """
    session_id = (
        RefreshToken.objects.filter(digest=RefreshToken.digest_of(token))
        .values_list("session_id", flat=True)
        .first()
    )
    if session_id is None:
        raise AuthenticationFailed("The refresh token is not valid.", "token_invalid")
    with transaction.atomic():
        ended = revoke(Session.objects.filter(pk=session_id))
    deny(ended)


def end_session(actor: Actor, session_id: UUID, *, expect: Expect = anything) -> None:
    """End one of one's own sessions, on whatever device it is. Raises Missing (404)."""
    with transaction.atomic():
        session = sessions_visible_to(actor).select_for_update().filter(pk=session_id).first()
        if session is None:
            raise Missing
        expect(session)
        ended = revoke(Session.objects.filter(pk=session_id))
    deny(ended)
