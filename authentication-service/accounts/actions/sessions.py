"""How a session begins, goes on and ends; the actions beside this file say when."""

from datetime import timedelta
from typing import TypedDict
from uuid import UUID

import structlog
from django.utils import timezone

from accounts import tokens
from accounts.models import Account, RefreshToken, Session, SessionQuerySet
from accounts.origins import Origin
from chassis.auth import revoke_session

# A session that is not used for this long is over.
IDLE = timedelta(days=14)

log = structlog.get_logger("sessions")


class Issued(TypedDict):
    access: str
    refresh: str


class SignedIn(Issued):
    account: Account


def open_session(account: Account, origin: Origin) -> SignedIn:
    """Call it in the transaction that holds the account's row."""
    session = Session.objects.create(
        account=account,
        address=origin.address,
        user_agent=origin.user_agent,
        expires_at=timezone.now() + IDLE,
    )
    return {"account": account, **issue(session)}


def issue(session: Session, follows: RefreshToken | None = None) -> Issued:
    """A pair of tokens. Raises IntegrityError (one_follower_a_refresh_token) if `follows` was used before."""
    token = tokens.for_session(session)
    refresh = str(token)
    RefreshToken.objects.create(
        session=session,
        digest=RefreshToken.digest_of(refresh),
        follows=follows,
        expires_at=session.expires_at,
    )
    return {"access": str(token.access_token), "refresh": refresh}


def revoke(sessions: SessionQuerySet) -> list[UUID]:
    """Mark sessions as ended, in the caller's transaction. Once it has committed, `deny` takes the answer."""
    ended = list(sessions.alive().select_for_update().order_by("id").values_list("id", flat=True))
    Session.objects.filter(id__in=ended).update(revoked_at=timezone.now())
    return ended


def deny(session_ids: list[UUID]) -> None:
    """End the access tokens of these sessions in every service, at once."""
    for session_id in session_ids:
        revoke_session(session_id)
        log.info("session ended", session_id=str(session_id))
