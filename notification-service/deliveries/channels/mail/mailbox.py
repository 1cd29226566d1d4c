"""Development's transport: each mail is a file of the state folder, and none leaves this machine."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import escape

from chassis.models import new_id

KEPT = 500
# To whom text messages are among the mails: a domain that there never is (RFC 2606).
NUMBERS = "sms.invalid"


def folder() -> Path:
    path: Path = settings.STATE_DIR / "mailbox"
    path.mkdir(exist_ok=True)
    return path


def mails() -> list[Path]:
    """The files, each as it would have been sent (message/rfc822), in the order of time."""
    return sorted(folder().glob("*.eml"))


def keep_text_message(number: str, text: str) -> None:
    """What SMS_URL=mailbox does: a text message is a mail whose subject it is."""
    message = EmailMessage(text, escape(text), f"workshop@{NUMBERS}", [f"{number}@{NUMBERS}"])
    message.content_subtype = "html"
    Mailbox().send_messages([message])


class Mailbox(BaseEmailBackend):
    """Keeps the last 500 mails."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            # A name that sorts by time. Whoever looks meanwhile finds whole mails alone.
            path = folder() / f"{new_id()}.eml"
            being_written = path.with_suffix(".part")
            being_written.write_bytes(message.message().as_bytes(linesep="\r\n"))
            being_written.rename(path)
        for old in mails()[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(email_messages)
