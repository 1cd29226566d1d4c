"""`manage.py mailbox`: what development would have sent."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deliveries.channels.mail.mailbox import mails
from workshop.letterhead import one_line
from workshop.letters import data_address


class Command(BaseCommand):
    help = "List the mails that would have been sent, the newest last, or print the HTML of one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", help="only those to it")
        parser.add_argument("--open", type=int, metavar="N", help="the HTML of the mail with this number")

    def handle(self, *arguments: Any, address: str | None, open: int | None, **options: Any) -> None:
        files = mails()
        if open is not None:
            if not 0 < open <= len(files):
                raise CommandError(f"There is no mail {open}; there are {len(files)}.")
            self.stdout.write(_html_of(_read(files[open - 1])), ending="")
            return
        # Each keeps its number whichever are listed.
        listed = [(number, path, _read(path)) for number, path in enumerate(files, 1)]
        wanted = [one for one in listed if not address or address.casefold() in _receivers(one[2])]
        for number, path, mail in wanted:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            to, subject = ", ".join(_receivers(mail)), one_line(mail["Subject"])
            self.stdout.write(f"{number:4}  {written:%Y-%m-%d %H:%M:%S}Z  {to:32}  {subject}")
        if not wanted:
            self.stdout.write(f"There is no mail to {address}." if address else "There is no mail yet.")


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), EmailMessage, policy=default)


def _receivers(mail: EmailMessage) -> list[str]:
    return [one.addr_spec.casefold() for one in mail["To"].addresses]


def _html_of(mail: EmailMessage) -> str:
    """With the pictures in it, so that a browser shows it from a file."""
    html, pictures = "", {}
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            html = part.get_content()
        elif part.get_content_maintype() == "image":
            pictures[str(part["Content-ID"]).strip(" <>")] = part
    for name, part in pictures.items():
        html = html.replace(f"cid:{name}", data_address(part.get_content_type(), part.get_content()))
    return html
