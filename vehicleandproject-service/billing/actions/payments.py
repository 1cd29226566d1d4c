"""What is paid for the work, and what is not expected any more."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from billing import events
from billing.actions.ledger import currency_of, paid, settle, standing_invoice
from billing.models import Invoice, InvoiceStatus, Payment, PaymentKind, PaymentMethod
from billing.payment_errors import NOTHING_OWED, OTHER_CURRENCY, OVER_BALANCE
from billing.permissions import invoices_visible_to
from chassis import locking
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import take_turns
from chassis.money import as_text
from estimates.models import Decision, Line
from projects.actions.locking import locked
from projects.models import Project
from projects.statuses import UNDONE


def take_payment(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Payment:
    """Take a payment at the desk, whole or in part.

    Rule: a payment is at most what is still to be paid, in the currency of the work.
    Raises NotFound (404), InvalidField (400) for another currency, Conflict (409) over_balance.
    """
    with transaction.atomic():
        project = locked(actor, project_id)
        _check_payable(project, data)
        payment = project.payments.create(
            kind=PaymentKind.PAYMENT,
            actor_id=actor.id,
            **{"received_at": timezone.now(), **data},
        )
        settle(project)
        events.payment_received(payment, project)
        store_reply(payment)
    return payment


def payable(project: Project) -> tuple[Decimal, str]:
    """What may be paid for a project whose row is locked, and in which currency.

    Rule: it is the balance of its invoice; while none stands, what is agreed to less what was paid already,
    and nothing of work that is not to be done.
    """
    invoice = standing_invoice(project)
    if invoice is not None:
        return max(project.balance_amount, Decimal()), invoice.currency
    currency = currency_of(project)
    if project.status in UNDONE:
        return Decimal(), currency
    return max(_agreed(project) - paid(project, currency), Decimal()), currency


def write_off(
    actor: Actor, invoice_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Payment:
    """Expect no more of an invoice than was paid.

    Rule: what is not paid is written off whole, with a reason, while the invoice is open.
    Raises NotFound (404), Conflict (409) nothing_owed.
    """
    with transaction.atomic():
        project = project_of_invoice(actor, invoice_id)
        invoice = Invoice.objects.get(pk=invoice_id)
        if invoice.status != InvoiceStatus.OPEN:
            raise NOTHING_OWED(invoice_status=invoice.status)
        written_off = project.payments.create(
            kind=PaymentKind.WRITE_OFF,
            invoice=invoice,
            amount=project.balance_amount,
            currency=invoice.currency,
            received_at=timezone.now(),
            actor_id=actor.id,
            reason=data["reason"],
        )
        settle(project)
        store_reply(written_off)
    return written_off


def keep_deposit(
    source_id: UUID,
    *,
    appointment_id: UUID,
    customer_id: UUID,
    vehicle_id: UUID,
    location_id: UUID | None,
    amount: Decimal,
    currency: str,
    received_at: datetime,
) -> None:
    """Keep what was paid ahead of an appointment.

    Rule: a deposit counts for the project of its appointment, whichever comes first, once.
    """
    with transaction.atomic():
        take_turns(_deposits(appointment_id))
        if Payment.objects.filter(appointment_id=appointment_id, method=PaymentMethod.DEPOSIT).exists():
            return
        deposit = Payment.objects.create(
            kind=PaymentKind.PAYMENT,
            method=PaymentMethod.DEPOSIT,
            appointment_id=appointment_id,
            amount=amount,
            currency=currency,
            received_at=received_at,
            source_id=source_id,
        )
        project = _project_of(appointment_id)
        if project is None:
            events.deposit_received(
                deposit, customer_id=customer_id, vehicle_id=vehicle_id, location_id=location_id
            )
            return
        settle(project)
        events.payment_received(deposit, project)


def count_deposit(appointment_id: UUID) -> None:
    """Let what was paid ahead count for the project that has just begun."""
    with transaction.atomic():
        take_turns(_deposits(appointment_id))
        project = _project_of(appointment_id)
        if project is not None:
            settle(project)


def project_of_invoice(actor: Actor, invoice_id: UUID) -> Project:
    """The project of an invoice that the actor may see, locked. Raises NotFound (404)."""
    invoice = invoices_visible_to(actor).filter(pk=invoice_id).first()
    if invoice is None:
        raise NotFound
    return locking.locked(Project.objects.all(), invoice.project_id)


def _check_payable(project: Project, data: dict[str, Any]) -> None:
    most, currency = payable(project)
    if data["currency"] != currency:
        raise OTHER_CURRENCY(field="amount", currency=currency)
    if data["amount"] > most:
        raise OVER_BALANCE(payable=as_text(most, currency), currency=currency)


def _agreed(project: Project) -> Decimal:
    lines = Line.objects.filter(job__estimate__project=project, decision=Decision.AUTHORISED)
    agreed = F("net_amount") + F("tax_amount")
    total: Decimal = lines.aggregate(total=Sum(agreed, default=Decimal()))["total"]
    return total


def _project_of(appointment_id: UUID) -> Project | None:
    project = Project.objects.filter(appointment_id=appointment_id).first()
    return project and locking.locked(Project.objects.all(), project.pk)


def _deposits(appointment_id: UUID) -> str:
    return f"deposits of {appointment_id}"
