"""From an envelope to a mail: its headers, its text and its HTML (RFC 5322, 2045, 2369, 3834, 8058)."""

from datetime import UTC, datetime
from email.headerregistry import Address
from email.mime.image import MIMEImage
from email.utils import format_datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from deliveries.channels import Envelope, Undeliverable
from workshop.letterhead import one_line
from workshop.letters import content_id, letter
from workshop.models import Logo


def message_of(envelope: Envelope) -> EmailMultiAlternatives:
    """The mail of an envelope.

    Rule: the same delivery is the same mail whenever it is sent: its Message-ID is made of its id.
    Rule: a line break in a name or a title is a space; an address with one is none.
    Raises Undeliverable.
    """
    _check(envelope.address)
    paper, contact = envelope.letterhead, envelope.contact
    answered_to = envelope.reply_address or (paper.email if is_address(paper.email) else "")
    said = letter(
        envelope.subject,
        envelope.news,
        letterhead=paper,
        language=envelope.language,
        unsubscribe_url=envelope.unsubscribe_url,
        may_reply=bool(answered_to),
    )
    message = EmailMultiAlternatives(
        subject=one_line(envelope.subject),
        body=said.text,
        from_email=_named(paper.name, settings.MAIL_FROM),
        to=[_named(f"{contact.first_name} {contact.last_name}", envelope.address)],
        reply_to=[_named(paper.name, answered_to)] if answered_to else None,
        headers=_headers(envelope),
        alternatives=[(said.html, "text/html")],
    )
    if paper.logo:
        message.mixed_subtype = "related"
        message.attach(_inline(paper.logo))
    return message


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _check(address: str) -> None:
    if not is_address(address):
        raise Undeliverable("This is no mail address.")


def _named(name: str, address: str) -> str:
    """Not encoded: SMTP and each provider have their own way."""
    return str(Address(one_line(name), addr_spec=address))


def _headers(envelope: Envelope) -> dict[str, str]:
    domain = settings.MAIL_FROM.rpartition("@")[2]
    headers = {
        "Message-ID": f"<{envelope.delivery_id}@{domain}>",
        "Date": format_datetime(datetime.now(UTC)),
        "Content-Language": envelope.language,
        # Nobody who is away answers a program.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if envelope.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{envelope.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _inline(logo: Logo) -> MIMEImage:
    picture = MIMEImage(bytes(logo.content), "png")
    picture.add_header("Content-ID", f"<{content_id(logo)}>")
    picture.add_header("Content-Disposition", "inline", filename="logo.png")
    return picture
