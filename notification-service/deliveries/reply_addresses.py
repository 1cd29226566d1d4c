"""Where a mail is answered so that the answer lands on its project."""

from base64 import b32decode, b32encode
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from deliveries.models import Delivery

# Kinds of news that people answer.
ANSWERED = frozenset({"message_from_workshop", "message_from_customer"})
BEFORE = "reply+"
# Nobody guesses 80 bits by mail, and the name of an address has at most 64 octets (RFC 5321, 4.5.3.1.1).
SIGNED_BYTES = 10


def reply_address(delivery_id: UUID, news: Iterable[Delivery]) -> str:
    """Where a mail is answered; empty if nowhere.

    Rule: a mail is answered onto its project if all that it tells are messages on that one.
    """
    contents = {(one.about, one.about_id, one.kind in ANSWERED) for one in news}
    if not settings.MAIL_REPLY_DOMAIN or len(contents) != 1 or not contents.pop()[-1]:
        return ""
    return f"{BEFORE}{_token(delivery_id)}@{settings.MAIL_REPLY_DOMAIN}"


def answered(address: str) -> Delivery | None:
    """The delivery that an answer to this address is an answer to, as long as deliveries are kept."""
    name, _, domain = address.lower().rpartition("@")
    if not settings.MAIL_REPLY_DOMAIN or domain != settings.MAIL_REPLY_DOMAIN or not name.startswith(BEFORE):
        return None
    delivery_id = _read(name.removeprefix(BEFORE))
    return Delivery.objects.filter(pk=delivery_id, kind__in=ANSWERED).first() if delivery_id else None


def _token(delivery_id: UUID) -> str:
    """The delivery and our signature of it, in letters and digits that survive a change of case."""
    signature = salted_hmac("reply", delivery_id.hex, algorithm="sha256").digest()[:SIGNED_BYTES]
    return b32encode(delivery_id.bytes + signature).decode().rstrip("=").lower()


def _read(token: str) -> UUID | None:
    try:
        delivery_id = UUID(bytes=b32decode(token.upper() + "=" * (-len(token) % 8))[:16])
    except ValueError:
        return None
    return delivery_id if constant_time_compare(token, _token(delivery_id)) else None
