from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import tokens
from accounts.actions.sessions import LONGEST, Issued, deny, issue, prolong, revoke
from accounts.errors import REFRESH_EXPIRED, REFRESH_IN_PROGRESS, REFRESH_INVALID
from accounts.models import Account, RefreshToken, Session
from chassis.bearer_codes import digest_of
from chassis.context import act_as
from chassis.errors import SESSION_REVOKED

# Two tabs that refresh at one moment, and a client whose answer was lost, ask again within this time.
GRACE = timedelta(seconds=10)
ANSWERS_IN_GRACE = 5


def refresh(token: str) -> Issued:
    """Exchange a refresh token for a new pair.

    Rule: within ten seconds of its first use a refresh token answers up to five times, each time with a
    working pair of the same session; further ones are 409 `refresh_in_progress`, and the session lives.
    Rule: a use after that means that two hold it, so the session ends for both; even if the first was so
    long ago that nothing is kept of the token but what it says itself.
    Raises Unauthenticated (401): `token_invalid`, `token_expired` or `session_revoked`.
    """
    session_id = session_of(token)
    with transaction.atomic():
        issued = _exchanged(digest_of(token), session_id)
        ended = [] if issued else revoke(Session.objects.filter(pk=session_id))
    deny(ended)
    if issued is None:
        raise SESSION_REVOKED()
    return issued


def session_of(token: str) -> UUID:
    """The session of a token that was handed out once, though it may be forgotten. Raises REFRESH_INVALID."""
    digest = digest_of(token)
    session_id = RefreshToken.objects.filter(digest=digest).values_list("session_id", flat=True).first()
    session_id = session_id or tokens.session_named_by(token)
    if session_id is None:
        raise REFRESH_INVALID()
    return session_id


def _exchanged(digest: str, session_id: UUID) -> Issued | None:
    """A new pair; None if the token was used before, and not just now."""
    found = Session.objects.filter(pk=session_id).first()
    if found is None:
        raise SESSION_REVOKED()
    # The account before its session, as everybody locks them, so that none wait for each other.
    account = Account.objects.select_for_update().filter(pk=found.account_id).first()
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if account is None or session is None:
        raise SESSION_REVOKED()
    act_as(account.id, account.role)
    if session.revoked_at is not None or not account.is_active:
        raise SESSION_REVOKED()
    used = RefreshToken.objects.filter(digest=digest).first()
    now = timezone.now()
    if used is None:
        return None
    if used.expires_at <= now or session.created_at + LONGEST <= now:
        raise REFRESH_EXPIRED()
    if used.used_at is not None and used.used_at + GRACE < now:
        return None
    if used.uses == ANSWERS_IN_GRACE:
        raise REFRESH_IN_PROGRESS()
    used.used_at, used.uses = used.used_at or now, used.uses + 1
    used.save(update_fields=["used_at", "uses", "updated_at"])
    session.account = account
    prolong(session)
    return issue(session)
