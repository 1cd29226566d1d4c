from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from billing import actions
from billing.errors import (
    ALREADY_INVOICED,
    E_INVOICE_INCOMPLETE,
    NOT_INVOICEABLE,
    NOT_VOIDABLE,
    NOTHING_TO_INVOICE,
    PREFIX_TAKEN,
    SERIES_BEGUN,
)
from billing.models import Invoice, InvoiceSeries
from billing.permissions import invoices_visible_to
from billing.serializers import (
    AddInvoiceSeriesSerializer,
    ChangeInvoiceSeriesSerializer,
    InvoiceFilters,
    InvoiceSerializer,
    InvoiceSeriesSerializer,
    InvoiceWithContentSerializer,
    IssueInvoiceSerializer,
    SeriesFilters,
    VoidInvoiceSerializer,
)
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin, IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission


class IssueView(View):
    access = {"POST": May(Permission.TAKE_PAYMENT)}
    names = {"POST": "issueInvoice"}

    @operation(
        request=IssueInvoiceSerializer,
        response=InvoiceWithContentSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/projects/invoices/{id}/",
        refuses=[NOT_INVOICEABLE, NOTHING_TO_INVOICE, ALREADY_INVOICED, E_INVOICE_INCOMPLETE],
        upstreams=["customer-service", "appointment-service"],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Invoice:
        """Issue the invoice of a project that is ready: what the customer agreed to, and nothing else.

        It never changes afterwards; one that is wrong is voided, and another issued.
        """
        return actions.issue_invoice(request.user, project_id, data, store_reply=self.store_reply)


class InvoicesView(View):
    access = {"GET": IsSignedIn}

    @listing(
        response=InvoiceSerializer,
        filters=InvoiceFilters,
        ordering={"created_at": "id", "issued_on": "issued_on"},
    )
    def get(self, request: Request) -> QuerySet[Invoice]:
        """List the invoices and credit notes you may see, newest first."""
        return invoices_visible_to(request.user)


class InvoiceView(View):
    access = {"GET": IsSignedIn}

    @operation(response=InvoiceWithContentSerializer)
    def get(self, request: Request, invoice_id: UUID) -> QuerySet[Invoice]:
        """Read an invoice or a credit note, with all that stands on it."""
        return invoices_visible_to(request.user).filter(pk=invoice_id)


class VoidView(View):
    access = {"POST": May(Permission.TAKE_PAYMENT)}
    names = {"POST": "voidInvoice"}

    @operation(
        request=VoidInvoiceSerializer,
        response=InvoiceWithContentSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/projects/invoices/{id}/",
        refuses=[NOT_VOIDABLE],
    )
    def post(self, request: Request, data: dict, invoice_id: UUID) -> Invoice:
        """Take an invoice back whole; the answer is the credit note."""
        return actions.void_invoice(request.user, invoice_id, data, store_reply=self.store_reply)


class InvoiceSeriesListView(View):
    access = {"GET": IsStaff, "POST": IsAdmin}
    names = {"GET": "listInvoiceSeries", "POST": "addInvoiceSeries"}

    @listing(response=InvoiceSeriesSerializer, filters=SeriesFilters)
    def get(self, request: Request) -> QuerySet[InvoiceSeries]:
        """List the series of numbers, newest first; of a location and kind the first one counts."""
        return InvoiceSeries.objects.all()

    @operation(
        request=AddInvoiceSeriesSerializer,
        response=InvoiceSeriesSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/projects/invoice-series/{id}/",
        refuses=[PREFIX_TAKEN],
    )
    def post(self, request: Request, data: dict) -> InvoiceSeries:
        """Begin a series of numbers, which takes over at once."""
        return actions.add_series(data, store_reply=self.store_reply)


class InvoiceSeriesView(View):
    access = {"GET": IsStaff, "PATCH": IsAdmin}

    @operation(response=InvoiceSeriesSerializer)
    def get(self, request: Request, invoice_series_id: UUID) -> QuerySet[InvoiceSeries]:
        """Read a series of numbers."""
        return InvoiceSeries.objects.filter(pk=invoice_series_id)

    @operation(
        request=ChangeInvoiceSeriesSerializer,
        response=InvoiceSeriesSerializer,
        refuses=[SERIES_BEGUN, PREFIX_TAKEN],
    )
    def patch(self, request: Request, data: dict, invoice_series_id: UUID) -> InvoiceSeries:
        """Say with which prefix and number a series begins, until something was issued in it."""
        return actions.change_series(invoice_series_id, data, check_precondition=self.check_precondition)
