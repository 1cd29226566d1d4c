"""Ending mails of a kind without signing in, by the link that each of them carries (RFC 8058)."""

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from chassis.errors import NotFound
from contacts.actions import withdraw_consent
from contacts.models import ChannelName
from preferences.models import ChannelChoice
from texts.kinds import KINDS, Kind


class Subscription(NamedTuple):
    account_id: UUID
    kind: Kind


def unsubscribe_url(account_id: UUID, kind: str) -> str:
    """Where mails of this kind are ended; empty if they cannot be, or if no PUBLIC_URL says where."""
    if not settings.PUBLIC_URL or KINDS[kind].security:
        return ""
    token = _signer().sign_object([account_id.hex, kind])
    return f"{settings.PUBLIC_URL}/api/v1/notifications/unsubscribe/{token}/"


def subscription_of(token: str) -> Subscription:
    """Whose mails of which kind a token ends. Raises NotFound (404)."""
    try:
        account_id, kind = _signer().unsign_object(token)
        return Subscription(UUID(account_id), KINDS[kind])
    except (BadSignature, ValueError, KeyError) as error:
        raise NotFound from error


def unsubscribe(token: str) -> None:
    """Send somebody no more mails of a kind.

    Rule: whoever has a mail may end its kind, at any time and any number of times.
    Rule: of what needs a consent that is withdrawn, by whichever channel it came; of all else the mails end.
    Raises NotFound (404).
    """
    account_id, kind = subscription_of(token)
    if kind.consent:
        withdraw_consent(account_id, kind.consent, by="unsubscribe")
    else:
        ChannelChoice.objects.update_or_create(
            account_id=account_id, kind=kind.name, channel=ChannelName.EMAIL, defaults={"is_on": False}
        )


def _signer() -> Signer:
    # No colon, which some mail programs take for the end of a link.
    return Signer(salt="unsubscribe", sep=".")
