"""The news of invoices. Payloads: contracts/events/invoice.*.json."""

from decimal import Decimal
from typing import Any

from billing.models import Invoice
from chassis.events import emit
from chassis.money import money
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


def _invoice(project: Project, invoice: Invoice) -> dict[str, Any]:
    return {
        "invoice_id": invoice.id,
        "name": invoice.name,
        "status": invoice.status,
        "project_id": project.id,
        "customer_id": invoice.customer_id,
        "vehicle_id": project.vehicle_id,
        "title": project.title,
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "total": money(invoice.total_amount, invoice.currency),
    }


def _balance(project: Project) -> dict[str, Any] | None:
    return money(project.balance_amount, project.balance_currency)
