"""Mail: by SMTP, by a provider that django-anymail knows, or in development into the mailbox."""

from uuid import UUID

from django.conf import settings

from chassis.outbound import within
from contacts.models import ChannelName, Contact
from deliveries.channels import Envelope, offer
from deliveries.channels.mail.failures import named
from deliveries.channels.mail.message import message_of
from deliveries.channels.mail.transports import connection

# For the whole conversation; a worker that takes longer is taken for one that will not come back.
SECONDS = 20


class Mail:
    name: str = ChannelName.EMAIL

    def is_configured(self) -> bool:
        return bool(settings.MAIL_TRANSPORT)

    def address_of(self, contact: Contact, device_id: UUID | None) -> str:
        return contact.email

    def send(self, envelope: Envelope) -> None:
        """Rule: a mail was sent when whoever takes it has said so; whatever they say then changes nothing."""
        with named(), within(SECONDS), connection() as out:
            out.send_messages([message_of(envelope)])


offer(Mail())
