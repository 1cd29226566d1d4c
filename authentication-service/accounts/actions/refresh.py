from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed

from accounts.actions.sessions import IDLE, Issued, deny, issue, revoke
from accounts.models import Account, RefreshToken, Session


def refresh(token: str) -> Issued:
    """Exchange a refresh token for a new pair.

    Rule: a refresh token is used once. A second use means that two hold it, so the session ends for both.
    Raises AuthenticationFailed (401): `token_invalid`, `token_expired` or `session_revoked`.
    """
    digest = RefreshToken.digest_of(token)
    session_id = RefreshToken.objects.filter(digest=digest).values_list("session_id", flat=True).first()
    if session_id is None:
        raise AuthenticationFailed("The refresh token is not valid.", "token_invalid")
    try:
        with transaction.atomic():
            return _exchanged(digest, session_id)
    except IntegrityError as error:
        if _violated(error) != "one_follower_a_refresh_token":
            raise
    with transaction.atomic():
        ended = revoke(Session.objects.filter(pk=session_id))
    deny(ended)
    raise _ended()


def _account_of(session_id: UUID) -> Account | None:
    its_own = Session.objects.filter(pk=session_id).values("account")
    return Account.objects.select_for_update().filter(pk__in=its_own).first()


def _exchanged(digest: str, session_id: UUID) -> Issued:
    # The account before its session, as everybody locks them, so that none wait for each other.
    account = _account_of(session_id)
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    used = RefreshToken.objects.filter(digest=digest).first()
    if account is None or session is None or used is None:
        raise AuthenticationFailed("The refresh token is not valid.", "token_invalid")
    if session.revoked_at is not None or not account.is_active:
        raise _ended()
    now = timezone.now()
    if used.expires_at <= now:
        raise AuthenticationFailed("The refresh token has expired; sign in again.", "token_expired")
    session.account = account
    session.last_used_at = now
    session.expires_at = now + IDLE
    session.save(update_fields=["last_used_at", "expires_at", "updated_at"])
    return issue(session, follows=used)


def _ended() -> AuthenticationFailed:
    return AuthenticationFailed("The session has ended; sign in again.", "session_revoked")


def _violated(error: IntegrityError) -> str | None:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
