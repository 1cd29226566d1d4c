"""How an invoice is taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from billing import events
from billing.actions.issuing import write_document
from billing.actions.ledger import paid, settle
from billing.errors import NOT_VOIDABLE
from billing.models import DocumentKind, Invoice, InvoiceStatus
from billing.permissions import invoices_visible_to
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.money import as_text
from projects.actions.locking import locked


def void_invoice(
    actor: Actor, invoice_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Invoice:
    """Take an invoice back whole, and hand back the credit note.

    Rule: an invoice is void only by a credit note, which names it, has all of its lines and a number of its
    own series. What was paid is then to be paid back, or counts for the invoice that takes its place.
    Raises NotFound (404), Conflict (409) not_voidable.
    """
    project_id = invoices_visible_to(actor).filter(pk=invoice_id).values_list("project_id", flat=True).first()
    if project_id is None:
        raise NotFound
    with transaction.atomic():
        project = locked(actor, project_id)
        invoice = Invoice.objects.get(pk=invoice_id)
        if invoice.status in (InvoiceStatus.VOID, InvoiceStatus.ISSUED):
            raise NOT_VOIDABLE(invoice_status=invoice.status)
        invoice.update({"status": InvoiceStatus.VOID})
        content = {
            **invoice.content,
            "paid_amount": as_text(paid(project, invoice.currency), invoice.currency),
            "credits": {"name": invoice.name, "issued_on": str(invoice.issued_on)},
            "reason": data["reason"],
        }
        values = {
            "kind": DocumentKind.CREDIT_NOTE,
            "status": InvoiceStatus.ISSUED,
            "credits": invoice,
            "actor_id": actor.id,
            "reason": data["reason"],
        }
        note = write_document(project, content, timedelta(), values)
        settle(project)
        events.invoice_voided(project, invoice, note)
        note = invoices_visible_to(actor).get(pk=note.pk)
        store_reply(note)
    return note
