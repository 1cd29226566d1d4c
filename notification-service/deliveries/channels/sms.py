"""Text messages, by whoever takes them over HTTP at SMS_URL.

They are sent `POST {"to", "from", "text", "reference"}` with SMS_TOKEN as a bearer token, and know by
`reference` that a message is one that they had already. Any 2xx: taken. 410: nothing reaches this number.
401, 403, 408, 425, 429 and 5xx: not now. Any other: never.
"""

import json
from uuid import UUID

from django.conf import settings

from chassis.outbound import Unanswered, fetch
from contacts.models import ChannelName, Contact
from deliveries.channels import Envelope, Undeliverable, Unreachable, offer
from deliveries.channels.mail.mailbox import keep_text_message

SECONDS = 10.0
LARGEST_ANSWER = 64 * 1024
# What two messages hold together, with what is between them, in the alphabet of GSM 03.38.
LONGEST = 300
NUMBER_IS_GONE = 410
# The first two are the operator's to mend, and no fault of the message.
PASSING = {401, 403, 408, 425, 429}


class Sms:
    name: str = ChannelName.SMS

    def is_configured(self) -> bool:
        return bool(settings.SMS_URL)

    def address_of(self, contact: Contact, device_id: UUID | None) -> str:
        """Rule: text messages go to numbers alone that their account has verified."""
        return contact.phone if contact.phone_verified else ""

    def send(self, envelope: Envelope) -> None:
        if settings.SMS_URL == "mailbox":
            keep_text_message(envelope.address, text_of(envelope))
            return
        message = {
            "to": envelope.address,
            "from": settings.SMS_FROM,
            "text": text_of(envelope),
            "reference": str(envelope.delivery_id),
        }
        headers = {"Authorization": f"Bearer {settings.SMS_TOKEN}", "Content-Type": "application/json"}
        body = json.dumps(message).encode()
        try:
            answer = fetch(
                "POST", settings.SMS_URL, seconds=SECONDS, body=body, headers=headers, largest=LARGEST_ANSWER
            )
        except Unanswered as error:
            raise Unreachable(str(error)) from error
        _judge(answer.status)


def text_of(envelope: Envelope) -> str:
    """Title and link, and at most 300 characters: a link is whole or left out."""
    link = envelope.news[0].link
    room = LONGEST - len(link) - 1 if 0 < len(link) < LONGEST // 2 else LONGEST
    title = envelope.subject if len(envelope.subject) <= room else envelope.subject[: room - 1] + "…"
    return title if room == LONGEST else f"{title} {link}"


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in PASSING or status >= 500:
        raise Unreachable(f"answered {status}")
    raise Undeliverable(f"answered {status}", stops=status == NUMBER_IS_GONE)


offer(Sms())
