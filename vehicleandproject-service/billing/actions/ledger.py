"""What is still owed for a project, which is a column of it."""

from decimal import Decimal

from django.db.models import Case, DecimalField, F, Sum, Value, When

from billing import events
from billing.models import STANDS, Invoice, InvoiceStatus, Payment, PaymentKind
from projects.models import Project

SETTLED = (InvoiceStatus.PAID, InvoiceStatus.WRITTEN_OFF)


def settle(project: Project) -> None:
    """Set the balance of a project whose row is locked, and how its invoice stands by it.

    Rule: the balance is the total of the invoice that stands, less what was paid and not given back, less
    what of it was written off; while none stands it is 0 less what was paid. What is negative is to be paid
    back. Money in another currency than the invoice's does not count.
    Rule: an invoice is paid while nothing of it is owed, or written off where that is by a write-off; until
    then it is open.
    """
    invoice = standing_invoice(project)
    currency = invoice.currency if invoice else currency_of(project)
    owed = invoice.total_amount - _written_off(invoice) if invoice else Decimal()
    balance = owed - paid(project, currency)
    project.update({"balance_amount": balance, "balance_currency": currency})
    if invoice is None:
        return
    status = _status(invoice, balance)
    if invoice.update({"status": status}) and status in SETTLED:
        events.invoice_settled(project, invoice)


def standing_invoice(project: Project) -> Invoice | None:
    """The one that was not voided."""
    return Invoice.objects.filter(STANDS, project=project).first()


def currency_of(project: Project) -> str:
    """In which currency a project is paid: its estimate's, or where there is none its location's."""
    estimate = getattr(project, "estimate", None)
    return estimate.currency if estimate else project.location.currency


def paid(project: Project, currency: str) -> Decimal:
    """What was paid and not given back."""
    each = Case(
        When(kind=PaymentKind.PAYMENT, then=F("amount")),
        When(kind=PaymentKind.REFUND, then=-F("amount")),
        default=Value(Decimal()),
        output_field=DecimalField(max_digits=18, decimal_places=4),
    )
    payments = Payment.objects.of_project(project).filter(currency=currency)
    total: Decimal = payments.aggregate(total=Sum(each, default=Decimal()))["total"]
    return total


def _written_off(invoice: Invoice) -> Decimal:
    total: Decimal = invoice.write_offs.aggregate(total=Sum("amount", default=Decimal()))["total"]
    return total


def _status(invoice: Invoice, balance: Decimal) -> InvoiceStatus:
    if balance > 0:
        return InvoiceStatus.OPEN
    return InvoiceStatus.WRITTEN_OFF if invoice.write_offs.exists() else InvoiceStatus.PAID
