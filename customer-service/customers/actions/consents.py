"""What a customer agrees to and takes back. Each time is a row that nothing changes."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.events.event import Changes
from chassis.locking import locked
from customers import events
from customers.models import CONSENTS, Consent, Customer
from customers.permissions import customers_visible_to
from customers.wordings import words_shown


def note_consent(
    actor: Actor, customer_id: uuid.UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Consent:
    """Note what a customer said of a consent, in person or by telephone.

    `data`: purpose, granted, source, and of a consent wording (version, language).

    Rule: staff note a consent with the words that they read to the customer; each time is its own record.
    Raises NotFound (404), Unprocessable (422) wording_replaced.
    """
    with transaction.atomic():
        customer = locked(customers_visible_to(actor), customer_id)
        purpose = data["purpose"]
        changes = customer.update({CONSENTS[purpose]: data["granted"]})
        if changes:
            events.customer_changed(customer, changes)
            events.consent_changed(customer, purpose)
        consent = _record(customer, purpose, source=data["source"], by=actor.id, wording=data.get("wording"))
        store_reply(consent)
    return consent


def withdraw_by_message(customer_id: uuid.UUID, purpose: str, *, source: str, at: datetime) -> None:
    """Withdraw a consent because the customer followed a mail's link or answered a text message with STOP.

    Rule: what was withdrawn by a message stays so until the customer agrees again; who agreed after it was
    sent is not overruled by it.
    Rule: a customer of whom nothing else is known yet can withdraw all the same.
    """
    with transaction.atomic():
        Customer.objects.get_or_create(pk=customer_id)
        customer = locked(Customer.objects.all(), customer_id)
        if Consent.objects.filter(customer=customer, purpose=purpose, granted=True, at__gte=at).exists():
            return
        changes = customer.update({CONSENTS[purpose]: False})
        if changes:
            events.customer_changed(customer, changes)
            record_changes(customer, changes, source=source, by=customer.id, at=at)


def record_changes(
    customer: Customer,
    changes: Changes,
    *,
    source: str,
    by: uuid.UUID,
    at: datetime | None = None,
    wording: dict[str, str] | None = None,
) -> None:
    """Record and publish each consent among a customer's changes. Raises Unprocessable (422)."""
    for purpose, column in CONSENTS.items():
        if column in changes:
            _record(customer, purpose, source=source, by=by, at=at, wording=wording)
            events.consent_changed(customer, purpose)


def _record(
    customer: Customer,
    purpose: str,
    *,
    source: str,
    by: uuid.UUID,
    at: datetime | None = None,
    wording: dict[str, str] | None = None,
) -> Consent:
    granted = getattr(customer, CONSENTS[purpose])
    shown = words_shown(purpose, **wording) if granted and wording else {}
    return Consent.objects.create(
        customer=customer,
        purpose=purpose,
        granted=granted,
        source=source,
        by=by,
        at=at or timezone.now(),
        **shown,
    )
