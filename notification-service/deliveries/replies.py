"""What people answer to mails about a project."""

import hashlib
from uuid import UUID

import structlog
from django.db import transaction

from chassis.fields import canonical_email
from contacts.models import Contact
from deliveries import events
from deliveries.models import Delivery, ReceivedReply
from deliveries.own_words import own_words
from deliveries.reply_addresses import answered

# As much as a comment of a project holds.
LONGEST = 5000

log = structlog.get_logger()


def take(to: str, sender: str, message_id: str, text: str, auto_submitted: str = "") -> None:
    """Pass on what somebody answered, to whoever keeps its project.

    Rule: an answer counts from the address that its account has now, while the account is active; of all
    others nobody is told that they were not believed.
    Rule: an answer lands once, however often its mail comes.
    Rule: what a program answers by itself lands nowhere (RFC 3834), and neither does what has no word of its
    sender's own. What is longer than a comment ends in an ellipsis.
    """
    delivery = answered(to)
    if delivery is None:
        return _drop("no_such_address", None)
    if auto_submitted.lower() not in {"", "no"}:
        return _drop("automatic", delivery.id)
    contact = Contact.objects.filter(pk=delivery.account_id, is_active=True).first()
    if contact is None or not _is_of(sender, contact):
        return _drop("another_sender", delivery.id)
    said = own_words(text)
    if not said:
        return _drop("nothing_said", delivery.id)
    _pass_on(delivery, contact, message_id, said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…")
    return None


def _pass_on(delivery: Delivery, contact: Contact, message_id: str, said: str) -> None:
    with transaction.atomic():
        _, is_new = ReceivedReply.objects.get_or_create(
            account_id=contact.id, message_digest=hashlib.sha256(message_id.encode()).hexdigest()
        )
        if is_new and delivery.about_id:
            events.reply_received(delivery.about_id, contact, said, message_id)


def _is_of(sender: str, contact: Contact) -> bool:
    address = canonical_email(sender)
    return address is not None and address.casefold() == contact.email.casefold()


def _drop(reason: str, delivery_id: UUID | None) -> None:
    log.info("reply dropped", reason=reason, delivery_id=delivery_id and str(delivery_id))
