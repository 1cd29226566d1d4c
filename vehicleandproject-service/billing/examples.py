"""What the documentation shows of invoices. The ids are those of the demo data."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import body, parameters, seeded
from estimates.examples import LINE
from projects.examples import CUSTOMER, LOCATION

BILLED_PROJECT = seeded(91)
BILLED_JOB = seeded(93)
BILLED_LINE = seeded(94)
INVOICE = seeded(95)
SERIES = "00000000-0000-7000-8000-000000000011"

parameters(
    invoice_id=INVOICE,
    invoice_series_id=SERIES,
    name="INV-1",
    overdue="true",
    issued_from="2026-11-02",
    issued_to="2026-11-29",
)

BUYER = {
    "name": "Ada Lovelace",
    "company": "",
    "street": "Hauptstraße 12",
    "postal_code": "10115",
    "city": "Berlin",
    "country": "DE",
    "email": "customer@servease.test",
    "vat_id": "",
}
OIL = {
    "id": LINE,
    "kind": "part",
    "description": "Engine oil, 5 litres",
    "quantity": "1.000",
    "discount_percent": "0.00",
    "tax_rate": "standard",
    "tax_percent": "19.00",
    "unit_price_amount": "59.00",
    "net_amount": "59.00",
    "tax_amount": "11.21",
}
CONTENT = {
    "name": "INV-1",
    "kind": "invoice",
    "issued_on": "2026-11-18",
    "due_on": "2026-12-02",
    "supplied_on": "2026-11-18",
    "currency": "EUR",
    "seller": {"location_name": "Workshop", "phone": "+49 30 5550100", "legal_name": "Muster GmbH"},
    "buyer": BUYER,
    "vehicle": {
        "make": "Toyota",
        "model": "Corolla",
        "plate": "B SE 2020",
        "plate_country": "DE",
        "vin": "",
        "odometer": {"value": 42000, "unit": "km", "read_at": "2026-11-18T09:30:00Z"},
    },
    "project": {"id": BILLED_PROJECT, "title": "Oil change"},
    "jobs": [{"title": "Oil change", "concern": "", "cause": "", "correction": "Done.", "lines": [OIL]}],
    "discount_percent": "0.00",
    "taxes": [{"tax_percent": "19.00", "net_amount": "59.00", "tax_amount": "11.21"}],
    "net_amount": "59.00",
    "tax_amount": "11.21",
    "total_amount": "70.21",
    "paid_amount": "0.00",
    "credits": None,
    "reason": "",
}
ISSUED = {
    "id": INVOICE,
    "project_id": BILLED_PROJECT,
    "customer_id": CUSTOMER,
    "kind": "invoice",
    "name": "INV-1",
    "series_id": SERIES,
    "number": 1,
    "status": "open",
    "credits_id": None,
    "credit_note_id": None,
    "issued_on": "2026-11-18",
    "due_on": "2026-12-02",
    "net": {"amount": "59.00", "currency": "EUR"},
    "tax": {"amount": "11.21", "currency": "EUR"},
    "total": {"amount": "70.21", "currency": "EUR"},
    "balance": {"amount": "70.21", "currency": "EUR"},
    "reason": "",
    "created_at": "2026-11-18T15:30:00Z",
}

ISSUE = body("To a company", {"buyer": {**BUYER, "company": "Engines GmbH", "vat_id": "DE136695976"}})
VOID = body("Another buyer", {"reason": "It names another buyer."})
ADD_SERIES = body(
    "From next year", {"location_id": LOCATION, "kind": "invoice", "prefix": "2027-", "first_number": 1}
)
CHANGE_SERIES = body("As before", {"prefix": "INV-", "first_number": 1})
SHOWN = OpenApiExample("An oil change", ISSUED, response_only=True)
SHOWN_WHOLE = OpenApiExample("An oil change", {**ISSUED, "content": CONTENT}, response_only=True)
