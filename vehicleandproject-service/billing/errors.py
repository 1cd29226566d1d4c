"""What invoices and their series are refused with."""

from typing import TypedDict
from uuid import UUID

from chassis.errors import Conflict, InvalidField, Refusal


class NamedInvoice(TypedDict):
    """An invoice that stands."""

    id: UUID
    name: str


NOT_INVOICEABLE = Refusal(
    Conflict,
    "not_invoiceable",
    "Work that is {project_status} is not invoiced.",
    remedy="Invoice it once it is ready; `project_status` is what the project is now.",
    project_status=str,
)
NOTHING_TO_INVOICE = Refusal(
    Conflict,
    "nothing_to_invoice",
    "The customer agreed to nothing that is charged.",
    remedy="Close the project without an invoice.",
)
ALREADY_INVOICED = Refusal(
    Conflict,
    "already_invoiced",
    "{name} stands for this work already.",
    remedy="Void `invoice` first if another is to take its place.",
    invoice=NamedInvoice,
)
E_INVOICE_INCOMPLETE = Refusal(
    Conflict,
    "e_invoice_incomplete",
    "The location writes e-invoices, and this one would lack {names}.",
    remedy="Complete the location's identity or name the `buyer`: `missing` says what EN 16931 needs. There "
    "is no e-invoice where `currency` counts in thousandths, or `taxes` are a whole unit off their rate: "
    "turn `e_invoice` of the policies off.",
    missing=list[str],
)
NOT_VOIDABLE = Refusal(
    Conflict,
    "not_voidable",
    "A document that is {invoice_status} cannot be voided.",
    remedy="Void an invoice that stands; a credit note is final.",
    invoice_status=str,
)
SERIES_BEGUN = Refusal(
    Conflict,
    "series_begun",
    "Something was issued in this series already.",
    remedy="Make another series, which takes over from now on.",
)
PREFIX_TAKEN = Refusal(
    Conflict,
    "prefix_taken",
    "There is a series with the prefix “{prefix}” already.",
    remedy="Choose another prefix.",
)

# Of fields
NO_SUCH_BUYER = Refusal(
    InvalidField, "required", "Nothing is known of the customer: say to whom the invoice is written."
)
