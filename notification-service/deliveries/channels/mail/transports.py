"""How a mail leaves this process, as the setting MAIL_TRANSPORT says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from chassis.outbound import kept_session

OWN = {
    "mailbox": "deliveries.channels.mail.mailbox.Mailbox",
    "smtp": "deliveries.channels.mail.smtp.Transport",
}


@contextmanager
def connection() -> Iterator[BaseEmailBackend]:
    """A connection to whoever takes mails of this platform, for as long as the block lasts."""
    transport: str = settings.MAIL_TRANSPORT
    options: dict[str, Any] = settings.SMTP if transport == "smtp" else {}
    backend = get_connection(OWN.get(transport, f"anymail.backends.{transport}.EmailBackend"), **options)
    if transport not in OWN:
        # It would make one of its own, which has a time-out for each read alone.
        backend.session = kept_session()
        yield backend
        return
    backend.open()
    try:
        yield backend
    finally:
        backend.close()
