"""The codes that the running platform has mailed, read where development keeps its mails."""

import re
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from platform_client import SECONDS_BETWEEN_LOOKS

# An events process, a worker and its clock are between asking for a code and the mail with it; whoever is not
# known there yet is tried again half a minute later.
SECONDS_TO_WAIT = 150
# The gateway's page to which a mail of a purpose leads; a text message begins with its code.
PAGES = {
    "verify_email": "verify",
    "reset_password": "reset",
    "change_email": "change",
    "undo_email_change": "undo",
    "invitation": "invitation",
}


class MailedCodes:
    """Mails of one test; each code is given once."""

    def __init__(self, platform_folder: Path) -> None:
        self.folder = platform_folder / "state/notification-service/mailbox"
        self._given: set[Path] = set()

    def mails(self, address: str) -> list[tuple[Path, EmailMessage]]:
        """Those to a mail address or a number, the newest last."""
        to = f"{address}@sms.invalid" if address.startswith("+") else address.casefold()
        read = [(path, _read(path)) for path in sorted(self.folder.glob("*.eml"))]
        return [(path, mail) for path, mail in read if to in _receivers(mail)]

    def code(self, address: str, purpose: str) -> str:
        """The oldest code of a purpose that was sent there and not given yet, as soon as it was."""
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while time.monotonic() < deadline:
            for path, mail in self.mails(address):
                if path not in self._given and (code := _code_in(mail, purpose)):
                    self._given.add(path)
                    return code
            time.sleep(SECONDS_BETWEEN_LOOKS)
        raise AssertionError(f"No code to {purpose} was mailed to {address}.")


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), EmailMessage, policy=default)


def _receivers(mail: EmailMessage) -> list[str]:
    return [one.addr_spec.casefold() for one in mail["To"].addresses]


def _code_in(mail: EmailMessage, purpose: str) -> str:
    if purpose == "verify_phone":
        found = re.match(r"(\d{6})\b", mail["Subject"])
    else:
        body = mail.get_body(("plain",))
        found = re.search(rf"/pages/{PAGES[purpose]}/#(\S+)", body.get_content()) if body else None
    return found[1] if found else ""
