"""What others say of mails that were sent: that they came back, or that their reader complains."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailError
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest

from contacts.actions import stop_address
from contacts.models import ChannelName, StopReason
from deliveries.channels.mail.message import is_address
from deliveries.errors import MAIL_EVENT_UNSIGNED
from deliveries.signatures import is_signed

BOUNCED, COMPLAINED = "mail.bounced", "mail.complained"
REASONS = {BOUNCED: StopReason.BOUNCED, COMPLAINED: StopReason.COMPLAINED}
# What a provider will not send any more, and why; other reasons, as a full queue, pass.
REASONS_OF_PROVIDERS = {
    RejectReason.BOUNCED: StopReason.BOUNCED,
    RejectReason.INVALID: StopReason.BOUNCED,
    RejectReason.SPAM: StopReason.COMPLAINED,
    RejectReason.UNSUBSCRIBED: StopReason.STOPPED,
}
ENDS = {EventType.BOUNCED, EventType.REJECTED, EventType.COMPLAINED, EventType.UNSUBSCRIBED}
# Anymail reads only what it expects.
UNREADABLE = (
    SuspiciousOperation,
    ImproperlyConfigured,
    AnymailError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)
# Postmark says so of a full mailbox too.
SOFT = "SoftBounce"


def check_signature(body: bytes, headers: Any) -> None:
    """Rule: news of mails count if their bytes are signed with our secret, at most five minutes ago.

    By Standard Webhooks.

    Raises Malformed (400) mail_event_unsigned.
    """
    secret = settings.MAIL_WEBHOOK_SECRET
    if ":" in secret or not is_signed(body, headers, secret):
        raise MAIL_EVENT_UNSIGNED()


def take(kind: str, address: str) -> None:
    """Stop the address of a mail that came back for good, or whose reader complained.

    Rule: an address that does not exist, or whose owner calls a mail spam, is written to no more.
    """
    stop_address(ChannelName.EMAIL, address, REASONS[kind])


def read_of_provider(request: HttpRequest) -> list[AnymailTrackingEvent]:
    """What the provider says, in its own format.

    Rule: a provider is believed by the name and the password in the address of its webhook, and by its
    signature where it signs.
    Raises Malformed (400) mail_event_unsigned.
    """
    view_class = _view_class(settings.MAIL_TRANSPORT)
    if view_class is None or not settings.MAIL_WEBHOOK_SECRET:
        raise MAIL_EVENT_UNSIGNED()
    try:
        view = view_class()
        view.run_validators(request)
        return list(view.parse_events(request))
    except UNREADABLE as error:
        raise MAIL_EVENT_UNSIGNED() from error


def take_of_provider(events: Iterable[AnymailTrackingEvent]) -> None:
    """Rule: what is passing, as a full mailbox, stops nothing."""
    for event in events:
        reason = _reason(event)
        if reason and is_address(event.recipient or ""):
            stop_address(ChannelName.EMAIL, event.recipient, reason)


def _reason(event: AnymailTrackingEvent) -> StopReason | None:
    if event.event_type not in ENDS or event.esp_event.get("Type") == SOFT:
        return None
    if event.event_type == EventType.COMPLAINED:
        return StopReason.COMPLAINED
    return REASONS_OF_PROVIDERS.get(event.reject_reason)


def _view_class(transport: str) -> Any:
    """Anymail's own view, by the address that its documentation gives it."""
    patterns = {str(one.pattern): one.callback for one in import_module("anymail.urls").urlpatterns}
    callback = patterns.get(f"{transport}/tracking/") or patterns.get(f"{transport}/")
    return callback and callback.view_class
