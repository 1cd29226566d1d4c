"""The news of invoices and payments. Payloads: contracts/events/invoice.*.json and payment.*.json."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from billing.models import Invoice, Payment
from chassis.events import emit
from chassis.money import money
from projects.events import which_project
from projects.models import Project


def invoice_issued(project: Project, invoice: Invoice) -> None:
    """Tell what is to be paid until when. `paid` is what was paid before."""
    paid = money(Decimal(invoice.content["paid_amount"]), invoice.currency)
    emit("invoice.issued.v1", subject=invoice.id, data={**_invoice(project, invoice), "paid": paid})


def invoice_voided(project: Project, invoice: Invoice, credit_note: Invoice) -> None:
    """Tell that an invoice is void, and by which credit note."""
    data = {
        **_invoice(project, invoice),
        "balance": _balance(project),
        "credit_note": {"id": credit_note.id, "name": credit_note.name},
        "reason": credit_note.reason,
    }
    emit("invoice.voided.v1", subject=invoice.id, data=data)


def invoice_settled(project: Project, invoice: Invoice) -> None:
    """Tell that nothing of an invoice is owed any more."""
    data = {**_invoice(project, invoice), "balance": _balance(project)}
    emit("invoice.settled.v1", subject=invoice.id, data=data)


def payment_received(payment: Payment, project: Project) -> None:
    """Publish that something was paid for a project."""
    _received(payment, {**which_project(project), "balance": _balance(project)})


def deposit_received(
    payment: Payment, *, customer_id: UUID, vehicle_id: UUID, location_id: UUID | None
) -> None:
    """Publish that something was paid ahead, for work that has not begun. Older news say no location."""
    ahead = {
        "project_id": None,
        "customer_id": customer_id,
        "vehicle_id": vehicle_id,
        "location_id": location_id,
        "title": "",
        "balance": None,
    }
    _received(payment, ahead)


def payment_refunded(refund: Payment, project: Project) -> None:
    """Publish that something of a payment was given back."""
    data = {
        "refund_id": refund.id,
        "payment_id": refund.refund_of_id,
        "method": refund.method,
        "amount": money(refund.amount, refund.currency),
        "reason": refund.reason,
        **which_project(project),
        "balance": _balance(project),
    }
    emit("payment.refunded.v1", subject=refund.id, data=data)


def _received(payment: Payment, about: dict[str, Any]) -> None:
    data = {
        "payment_id": payment.id,
        "appointment_id": payment.appointment_id,
        "method": payment.method,
        "amount": money(payment.amount, payment.currency),
        "received_at": payment.received_at,
        **about,
    }
    emit("payment.received.v1", subject=payment.id, data=data)


def _invoice(project: Project, invoice: Invoice) -> dict[str, Any]:
    return {
        "invoice_id": invoice.id,
        "name": invoice.name,
        "status": invoice.status,
        **which_project(project),
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "total": money(invoice.total_amount, invoice.currency),
    }


def _balance(project: Project) -> dict[str, Any] | None:
    return money(project.balance_amount, project.balance_currency)
