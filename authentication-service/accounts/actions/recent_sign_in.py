from django.utils import timezone

from accounts.errors import NOT_RECENT, RECENT
from accounts.models import Session
from chassis.auth import Actor


def require_recent_sign_in(actor: Actor) -> None:
    """Let on only who showed in the last ten minutes who they are.

    Ask once the account's row is held where what is added would outlive the session: it may have ended since
    the request was let in.

    Rule: dangerous changes need a sign-in of the last ten minutes, or a step-up. Raises Unauthenticated (401)
    `insufficient_user_authentication` (RFC 9470).
    """
    since = timezone.now() - RECENT
    sessions = Session.objects.alive().filter(pk__in=[actor.session_id], account_id=actor.id)
    if not sessions.filter(authenticated_at__gt=since).exists():
        raise NOT_RECENT()


def authenticated_again(actor: Actor, second_factor: str = "") -> None:
    """Note in the session of who asks that they have shown once more who they are."""
    shown = {"second_factor": second_factor} if second_factor else {}
    Session.objects.filter(pk__in=[actor.session_id]).update(authenticated_at=timezone.now(), **shown)
