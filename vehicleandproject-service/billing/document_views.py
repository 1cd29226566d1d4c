from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from billing.invoice_pdf import as_pdf
from billing.permissions import invoices_visible_to
from chassis.api.operations import operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from chassis.errors import NotFound
from workshop.logos import logo_of

# It is somebody's, and a browser may be many people's.
PRIVATE = {"Cache-Control": "private, no-store"}


class InvoicePdfView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "readInvoicePdf"}

    @operation(answers={200: "application/pdf"})
    def get(self, request: Request, invoice_id: UUID) -> HttpResponse:
        """Read an invoice or a credit note as a document (PDF/A-3), which is always the same.

        If it was issued as an e-invoice (EN 16931), that is inside of it as `factur-x.xml`.
        """
        invoice = invoices_visible_to(request.user).filter(pk=invoice_id).first()
        if invoice is None:
            raise NotFound
        document = as_pdf(invoice.content, logo_of(invoice.content["seller"]))
        name = f"{invoice.name.replace('/', '-')}.pdf"
        headers = {**PRIVATE, "Content-Disposition": content_disposition_header(True, name) or ""}
        return HttpResponse(document, content_type="application/pdf", headers=headers)
