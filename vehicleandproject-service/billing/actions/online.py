"""What was paid on the provider's pages."""

from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from billing import events
from billing.actions.ledger import settle
from billing.minor_units import of_minor_units
from billing.models import Checkout, CheckoutStatus, Invoice, Payment, PaymentKind, PaymentMethod
from billing.online_errors import WEBHOOK_INVALID
from billing.provider import Session
from chassis import locking
from projects.models import Project

ENDED = {"checkout.session.expired", "checkout.session.async_payment_failed"}
PAID = {"checkout.session.completed", "checkout.session.async_payment_succeeded"}

log = structlog.get_logger("billing")


def take_event(kind: str, data: dict[str, Any]) -> None:
    """Do what a signed event of the provider's says.

    Rule: what says nothing of a checkout is ignored. Raises Malformed (400) webhook_invalid for one of a
    checkout that cannot be read.
    """
    if kind not in ENDED | PAID:
        return
    session = Session.read(data.get("object"))
    if session is None:
        raise WEBHOOK_INVALID()
    if kind in ENDED:
        note_end(session.id)
    elif session.is_paid:
        keep_paid(session)


def keep_paid(session: Session) -> None:
    """Keep what was paid on a page, for the project of its invoice.

    Rule: it is kept once, however often it is said, and also where it is more than was owed by then: what is
    too much is paid back. Of an invoice that is none of ours it is another's affair.
    """
    invoice = _invoice_of(session)
    if invoice is None:
        log.warning("payment of no invoice", session=session.id)
        return
    with transaction.atomic():
        project = locking.locked(Project.objects.all(), invoice.project_id)
        Checkout.objects.filter(provider_id=session.id).update(
            status=CheckoutStatus.PAID, updated_at=timezone.now()
        )
        if Payment.objects.filter(provider_reference=session.payment).exists():
            return
        currency = str(session.currency).upper()
        payment = project.payments.create(
            kind=PaymentKind.PAYMENT,
            method=PaymentMethod.ONLINE,
            amount=of_minor_units(session.amount_total or 0, currency),
            currency=currency,
            received_at=timezone.now(),
            provider_reference=session.payment,
        )
        settle(project)
        events.payment_received(payment, project)


def note_end(session_id: str) -> None:
    """A page leads nowhere any more, and nothing was paid on it."""
    Checkout.objects.filter(provider_id=session_id, status=CheckoutStatus.OPEN).update(
        status=CheckoutStatus.EXPIRED, updated_at=timezone.now()
    )


def _invoice_of(session: Session) -> Invoice | None:
    try:
        invoice_id = UUID((session.metadata or {}).get("invoice_id", ""))
    except ValueError:
        return None
    return Invoice.objects.filter(pk=invoice_id).first()
