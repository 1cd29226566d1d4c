"""How a session begins, goes on and ends; the actions beside this file say when."""

from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone
from redis import ConnectionError

from accounts import events, tokens, ways_in
from accounts.actions.devices import keep_device
from accounts.events import NOWHERE
from accounts.lockout import client_of
from accounts.models import Account, Challenge, KnownDevice, RefreshToken, Session, SessionQuerySet
from chassis.auth import renew_rights, revoke_session
from chassis.bearer_codes import digest_of
from chassis.origins import Origin

# A session that is not used for this long is over, and so is one that began this long ago.
IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)
MOST = 100

log = structlog.get_logger("sessions")


class Issued(TypedDict):
    access: str
    refresh: str


class SignedIn(Issued):
    account: Account
    device_token: str
    mfa_enrolment_required: bool


def open_session(
    account: Account,
    origin: Origin,
    *,
    device: KnownDevice | None = None,
    second_factor: str = "",
    authenticated_at: datetime | None = None,
) -> SignedIn:
    """Sign in whoever has shown all that their account asks for.

    Call it in the transaction that holds the account's row. `device` is the known one that they signed in on.
    Rule: whoever signs in on a device that is not known is told so, unless it is their first, or a session of
    theirs came from the same client with the same program. Once all devices were forgotten, sessions that
    ended stand for nobody.
    Rule: an account has at most a hundred sessions; a further one ends the one that was not used for longest.
    """
    if device is None and _is_news(account, origin):
        events.security_noted(account, "new_sign_in", origin)
    _make_room(account)
    session = Session.objects.create(
        account=account,
        address=origin.address,
        user_agent=origin.user_agent,
        second_factor=second_factor,
        authenticated_at=authenticated_at or timezone.now(),
        expires_at=timezone.now() + IDLE,
    )
    return {
        "account": account,
        "device_token": keep_device(account, device),
        "mfa_enrolment_required": tokens.must_enrol(account),
        **issue(session),
    }


def _is_news(account: Account, origin: Origin) -> bool:
    sessions = Session.objects.filter(account=account)
    if not sessions.exists():
        return False
    if not KnownDevice.objects.filter(account=account).exists():
        sessions = sessions.alive()
    addresses = sessions.filter(user_agent=origin.user_agent).values_list("address", flat=True).distinct()
    return client_of(origin.address) not in {client_of(address) for address in addresses}


def _make_room(account: Account) -> None:
    used_last = Session.objects.filter(account=account).alive().order_by("-last_used_at")
    surplus = list(used_last.values_list("pk", flat=True)[MOST - 1 :])
    if surplus:
        ended = revoke(Session.objects.filter(pk__in=surplus))
        transaction.on_commit(partial(deny, ended))


def prolong(session: Session) -> None:
    """Rule: each use keeps a session alive for two weeks more, but none lives longer than ninety days."""
    now = timezone.now()
    session.last_used_at = now
    session.expires_at = min(now + IDLE, session.created_at + LONGEST)
    session.save(update_fields=["last_used_at", "expires_at", "updated_at"])


def issue(session: Session) -> Issued:
    """A pair of tokens."""
    token = tokens.for_session(session)
    refresh = str(token)
    RefreshToken.objects.create(session=session, digest=digest_of(refresh), expires_at=session.expires_at)
    return {"access": str(token.access_token), "refresh": refresh}


def revoke(sessions: SessionQuerySet) -> list[UUID]:
    """Mark sessions as ended, in the caller's transaction. Once it has committed, `deny` takes the answer.

    Rule: a session that the database calls ended has its access tokens ended too. Should nobody come to
    `deny` them, or Redis be away just then, the event that commits with the mark makes up for it.
    """
    ended = list(sessions.with_tokens().select_for_update().order_by("id"))
    Session.objects.filter(id__in=[session.id for session in ended]).update(revoked_at=timezone.now())
    if ended:
        events.sessions_ended(ended)
    return [session.id for session in ended]


def revoke_others(account: Account, session_id: UUID | None) -> list[UUID]:
    """End the sessions of an account but this one. As `revoke`, for `deny`."""
    return revoke(Session.objects.filter(account=account).exclude(pk__in=[session_id]))


def end_all(account: Account, origin: Origin = NOWHERE) -> list[UUID]:
    """End every session and API key of an account and every sign-in that waits, and know none of its devices.

    Call it in the transaction that holds the account's row. As `revoke`, for `deny`. `origin` is where its
    person asked for that.
    """
    ways_in.end_all(account, origin)
    for rows in (Challenge, KnownDevice):
        rows.objects.filter(account=account).delete()
    return revoke(Session.objects.filter(account=account))


def deny(session_ids: list[UUID]) -> None:
    """End the access tokens of these sessions in every service, at once."""
    for session_id in session_ids:
        revoke_session(session_id)
        log.info("session ended", session_id=str(session_id))


def deny_for_certain(session_id: UUID) -> None:
    """End a session's access tokens once more. Raises ConnectionError while Redis is away.

    That is what events are held back for and not put aside: this one waits until Redis takes it.
    """
    if not revoke_session(session_id):
        raise ConnectionError("The end of a session waits for Redis.")


def renew_rights_for_certain(account_id: UUID) -> None:
    """Let no token of earlier rights than an account has now count. Raises ConnectionError as above."""
    account = Account.objects.filter(pk=account_id).first()
    if account and account.rights and not renew_rights(account_id, account.rights):
        raise ConnectionError("A change of rights waits for Redis.")
