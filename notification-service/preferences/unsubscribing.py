"""Ending mails of a kind without signing in, by the link that each of them carries (RFC 8058)."""

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction

from chassis.errors import NotFound
from contacts.actions import withdraw_consent
from contacts.models import ChannelName
from preferences.models import ChannelChoice
from texts.kinds import KINDS, Kind


class Subscription(NamedTuple):
    """Whose mails, and all the kinds of news that were in the one with the link."""

    account_id: UUID
    kinds: list[Kind]


def unsubscribe_url(account_id: UUID, *kinds: str) -> str:
    """Where mails of these kinds are ended; empty if none can be, or if no PUBLIC_URL says where."""
    ends = [kind for kind in dict.fromkeys(kinds) if not KINDS[kind].security]
    if not settings.PUBLIC_URL or not ends:
        return ""
    token = _signer().sign_object([account_id.hex, *ends])
    return f"{settings.PUBLIC_URL}/api/v1/notifications/unsubscribe/{token}/"


def subscription_of(token: str) -> Subscription:
    """Whose mails of which kinds a token ends. Raises NotFound (404)."""
    try:
        account_id, first, *others = _signer().unsign_object(token)
        return Subscription(UUID(account_id), [KINDS[kind] for kind in (first, *others)])
    except (BadSignature, ValueError, KeyError) as error:
        raise NotFound from error


def unsubscribe(token: str) -> None:
    """Send somebody no more mails of a kind, or of all kinds that were in one mail.

    Rule: whoever has a mail may end its kind, at any time and any number of times; that of a digest ends each
    kind of which it told.
    Rule: of what needs a consent that is withdrawn, by whichever channel it came; of all else the mails end.
    Raises NotFound (404).
    """
    account_id, kinds = subscription_of(token)
    with transaction.atomic():
        for purpose in dict.fromkeys(kind.consent for kind in kinds if kind.consent):
            withdraw_consent(account_id, purpose, by="unsubscribe")
        for kind in kinds:
            if not kind.consent:
                _switch_mails_off(account_id, kind)


def _switch_mails_off(account_id: UUID, kind: Kind) -> None:
    ChannelChoice.objects.update_or_create(
        account_id=account_id, kind=kind.name, channel=ChannelName.EMAIL, defaults={"is_on": False}
    )


def _signer() -> Signer:
    # No colon, which some mail programs take for the end of a link.
    return Signer(salt="unsubscribe", sep=".")
