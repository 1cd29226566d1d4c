"""From an invoice to a page of the provider's on which it is paid."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import QuerySet

from billing import provider
from billing.actions.online import keep_paid, note_end
from billing.actions.payments import project_of_invoice
from billing.models import Checkout, CheckoutStatus, Invoice, InvoiceStatus
from billing.online_errors import CHECKOUT_OVERTAKEN, ONLINE_PAYMENT_UNAVAILABLE, PAYMENT_UNDER_WAY
from billing.payment_errors import NOTHING_OWED
from billing.permissions import invoices_visible_to, may_check_out
from billing.provider import Offer
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from projects.models import Project


def begin_checkout(
    actor: Actor,
    invoice_id: UUID,
    data: dict[str, Any],
    *,
    key: str = "",
    store_reply: StoreReply = store_no_reply,
) -> Checkout:
    """Open a page of the provider's on which an invoice is paid.

    Rule: what is paid there is the balance of that moment; the page of before leads nowhere any more, also
    where it was for an invoice of the project that is void by now. Who repeats the request with its key has
    the one page. A page that is made but not kept is known to nobody.
    Raises NotFound (404), Forbidden (403), Conflict (409) online_payment_unavailable, nothing_owed,
    not_payable_online, payment_under_way, checkout_overtaken, BadGateway (502), UpstreamUnavailable (503).
    """
    invoice = invoices_visible_to(actor).filter(pk=invoice_id).first()
    if invoice is None:
        raise NotFound
    may_check_out(actor)
    if not provider.is_configured():
        raise ONLINE_PAYMENT_UNAVAILABLE()
    _check_owed(invoice)
    end_checkouts(invoice.project_id)
    offer = _offer(invoice_id, data["return_url"])
    own_key = uuid5(invoice_id, f"{actor.id} {key} {offer}") if key else uuid4()
    session = provider.begin(offer, str(own_key))
    with transaction.atomic():
        project = project_of_invoice(actor, invoice_id)
        is_owed = project.invoices.filter(pk=invoice_id, status=InvoiceStatus.OPEN).exists()
        if not is_owed or project.balance_amount != offer.amount or _open(project.pk).exists():
            raise CHECKOUT_OVERTAKEN()
        checkout = project.checkouts.create(
            invoice_id=invoice_id,
            provider_id=session.id,
            amount=offer.amount,
            currency=offer.currency,
            url=session.url or "",
            expires_at=session.ends_at,
        )
        store_reply(checkout)
    return checkout


def end_checkouts(project_id: UUID) -> None:
    """Let the open pages of a project's invoices lead nowhere any more.

    Rule: what was paid on one meanwhile is kept, though the provider's own word of it is still under way.
    Raises Conflict (409) payment_under_way, BadGateway (502), UpstreamUnavailable (503).
    """
    for checkout in _open(project_id):
        if not _end(checkout):
            raise PAYMENT_UNDER_WAY()


def end_outdated_checkouts(project_id: UUID) -> None:
    """Let pages lead nowhere any more on which something else would be paid than is owed by now.

    Rule: what was paid on one meanwhile is kept here too, because the provider's own word of it may be lost.
    Raises BadGateway (502), UpstreamUnavailable (503).
    """
    if not provider.is_configured():
        return
    project = Project.objects.get(pk=project_id)
    for checkout in _open(project_id).select_related("invoice"):
        if checkout.invoice.status != InvoiceStatus.OPEN or checkout.amount != project.balance_amount:
            _end(checkout)


def _end(checkout: Checkout) -> bool:
    """Whether it is over now; it is not while a bank has still to say whether it was paid."""
    session = provider.end(checkout.provider_id)
    if session.is_paid:
        keep_paid(session)
    elif not session.is_under_way:
        note_end(session.id)
    return not session.is_under_way


def _offer(invoice_id: UUID, return_url: str) -> Offer:
    invoice = Invoice.objects.select_related("project").get(pk=invoice_id)
    _check_owed(invoice)
    reference = {"invoice_id": str(invoice.id)}
    return Offer(invoice.project.balance_amount, invoice.currency, invoice.name, reference, return_url)


def _check_owed(invoice: Invoice) -> None:
    if invoice.status != InvoiceStatus.OPEN:
        raise NOTHING_OWED(invoice_status=invoice.status)


def _open(project_id: UUID) -> QuerySet[Checkout]:
    return Checkout.objects.filter(project=project_id, status=CheckoutStatus.OPEN)
