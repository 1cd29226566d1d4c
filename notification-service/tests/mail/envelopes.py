"""Envelopes as the worker hands them to the channel."""

from typing import Any

from chassis.models import new_id
from contacts.models import Contact
from deliveries.channels import Envelope, News
from workshop.letterhead import Letterhead

PAPER = Letterhead(
    name="Muster & Söhne GmbH",
    address=("Werkstraße 1", "10115 Berlin", "DE"),
    phone="+49 30 5550100",
    email="office@example.com",
    vat_id="DE136695976",
    bank=(("iban", "DE89 3704 0044 0532 0130 00"),),
)
BOOKED = News("Your appointment is booked", "We expect you on Tuesday.", "Show it", "https://example.org/a/1")
UNSUBSCRIBE = "https://example.org/api/v1/notifications/unsubscribe/abc/"


def envelope(**changes: Any) -> Envelope:
    contact = Contact(id=new_id(), email="erika@example.org", first_name="Erika", last_name="Müller")
    values: dict[str, Any] = {
        "delivery_id": new_id(),
        "contact": contact,
        "address": contact.email,
        "device_id": None,
        "kind": "booked",
        "subject": BOOKED.title,
        "news": (BOOKED,),
        "language": "en",
        "letterhead": PAPER,
        "unsubscribe_url": UNSUBSCRIBE,
    }
    return Envelope(**{**values, **changes})
