"""From work that is ready to its invoice."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from billing import e_invoice, events
from billing.actions.ledger import paid, settle, standing_invoice
from billing.actions.numbering import take_number
from billing.clients import buyer_on_record
from billing.content import Content, content_of
from billing.errors import ALREADY_INVOICED, E_INVOICE_INCOMPLETE, NOT_INVOICEABLE, NOTHING_TO_INVOICE
from billing.models import DocumentKind, Invoice, InvoiceStatus
from billing.permissions import invoices_visible_to
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from estimates.actions.locking import count_decisions
from estimates.document import document_of
from estimates.models import Decision, Estimate, Line
from projects.actions.locking import locked
from projects.models import Project, WorkPolicy
from projects.permissions import project_of
from projects.statuses import Status
from workshop.logos import keep_logo

INVOICEABLE = (Status.READY, Status.DELIVERED, Status.CLOSED)


def issue_invoice(
    actor: Actor, project_id: UUID, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply
) -> Invoice:
    """Charge what was agreed to.

    Rule: work is invoiced once it is ready, if anything of it was agreed to; one invoice stands per project.
    Raises NotFound (404), InvalidField (400) for a customer of whom nothing is known, Conflict (409)
    not_invoiceable, nothing_to_invoice, already_invoiced, e_invoice_incomplete, UpstreamUnavailable (503).
    """
    project = project_of(actor, project_id)
    _check_can_be_invoiced(project)
    buyer = data["buyer"] if "buyer" in data else buyer_on_record(project.customer_id)
    keep_logo(project.location)
    with transaction.atomic():
        project = locked(actor, project_id)
        invoice = write_invoice(project, buyer, actor.id)
        invoice = invoices_visible_to(actor).get(pk=invoice.pk)
        store_reply(invoice)
    return invoice


def write_invoice(project: Project, buyer: dict[str, str], actor_id: UUID, **fixed: Any) -> Invoice:
    """The invoice of a locked project.

    Rule: an invoice is what was agreed to: the authorised lines of the estimate, copied whole with seller,
    buyer and vehicle. What becomes of those changes no invoice.
    Rule: where the policy asks for e-invoices, nothing is issued that can be none.
    Raises Conflict (409).
    """
    _check_can_be_invoiced(project)
    # A replica of before may have decided about lines since the migration, and not counted them.
    count_decisions(project)
    document = document_of(Estimate.objects.get(project=project))
    content = content_of(project, document, buyer, paid(project, document["currency"]))
    if content["e_invoice"] and (lacking := e_invoice.missing(content)):
        raise E_INVOICE_INCOMPLETE(names=", ".join(lacking), missing=lacking)
    due = timedelta(days=WorkPolicy.of(project.location_id).payment_days)
    values = {"kind": DocumentKind.INVOICE, "status": InvoiceStatus.OPEN, "actor_id": actor_id, **fixed}
    invoice = write_document(project, content, due, values)
    if project.invoiced_at is None:
        project.update({"invoiced_at": timezone.now()})
    events.invoice_issued(project, invoice)
    settle(project)
    return invoice


def write_document(project: Project, content: Content, due: timedelta, values: dict[str, Any]) -> Invoice:
    """A document with the next number of its kind, dated today at the project's location."""
    series, number = take_number(project.location_id, values["kind"])
    # After the number: who waited for it past midnight has the later day. In one zone the days of a series
    # rise with it; locations of several zones need a series each for that.
    issued_on = project.location.date_of(timezone.now())
    due_on = issued_on + due
    name = f"{series.prefix}{number}"
    dated = {"name": name, "kind": values["kind"], "issued_on": str(issued_on), "due_on": str(due_on)}
    whole = {**content, **dated}
    if whole.get("e_invoice"):
        e_invoice.as_xml(whole)  # An error here is ours, and better than a document that nobody can read.
    return Invoice.objects.create(
        project=project,
        customer_id=project.customer_id,
        series=series,
        number=number,
        name=name,
        issued_on=issued_on,
        due_on=due_on,
        overdue_at=datetime.combine(due_on + timedelta(days=1), time(), project.location.zone),
        currency=content["currency"],
        **{name: Decimal(content[name]) for name in ("net_amount", "tax_amount", "total_amount")},
        content=whole,
        **values,
    )


def _check_can_be_invoiced(project: Project) -> None:
    if project.status not in INVOICEABLE:
        raise NOT_INVOICEABLE(project_status=project.status)
    if not Line.objects.filter(job__estimate__project=project, decision=Decision.AUTHORISED).exists():
        raise NOTHING_TO_INVOICE()
    if standing := standing_invoice(project):
        raise ALREADY_INVOICED(name=standing.name, invoice={"id": standing.pk, "name": standing.name})
