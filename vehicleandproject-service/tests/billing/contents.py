"""The content of invoices, as it is kept of what was issued."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from chassis.json import encode
from estimates.amounts import line_amounts

BUYER = {
    "name": "Anna Kowalska",
    "company": "Kowalska GmbH",
    "street": "Hauptstraße 5",
    "postal_code": "10117",
    "city": "Berlin",
    "country": "DE",
    "email": "anna@example.com",
    "vat_id": "DE136695976",
}
VEHICLE = {
    "make": "Toyota",
    "model": "Corolla",
    "plate": "B TS 1",
    "plate_country": "DE",
    "vin": "1M8GDM9AXKP042788",
    "odometer": {"value": 42_000, "unit": "km"},
}
SUMS = ("net_amount", "tax_amount")


def line(
    description: str = "Replace the pads",
    quantity: str = "1.000",
    price: str = "80.0000",
    *,
    kind: str = "labour",
    discount: str = "0.00",
    tax: str = "19.00",
) -> dict[str, str]:
    return {
        "id": "01900000-0000-7000-8000-000000000001",
        "kind": kind,
        "description": description,
        "quantity": quantity,
        "unit_price_amount": price,
        "discount_percent": discount,
        "tax_rate": "standard",
        "tax_percent": tax,
    }


def invoice(
    seller: dict[str, Any],
    lines: Iterable[dict[str, str]] = (),
    *,
    currency: str = "EUR",
    discount: str = "0.00",
    paid: str = "0.0000",
    job: dict[str, str] | None = None,
    **others: Any,
) -> dict[str, Any]:
    """One job with these lines, which are counted as an estimate counts them."""
    counted = [_counted(one, Decimal(discount), currency) for one in lines or [line()]]
    rates = sorted({Decimal(one["tax_percent"]) for one in counted})
    taxes = [
        {"tax_percent": rate, **_sums([one for one in counted if Decimal(one["tax_percent"]) == rate])}
        for rate in rates
    ]
    sums = _sums(counted)
    words = {"title": "Brakes", "concern": "They squeal.", "cause": "Worn.", "correction": "Replaced."}
    content = {
        "name": "INV-1",
        "kind": "invoice",
        "issued_on": "2026-11-29",
        "due_on": "2026-12-13",
        "supplied_on": "2026-11-28",
        "currency": currency,
        "seller": seller,
        "buyer": BUYER,
        "vehicle": VEHICLE,
        "project": {"id": "01900000-0000-7000-8000-000000000002", "title": "Brakes squeal"},
        "jobs": [{**words, **(job or {}), "lines": counted}],
        "discount_percent": discount,
        "taxes": taxes,
        **sums,
        "total_amount": sums["net_amount"] + sums["tax_amount"],
        "paid_amount": paid,
        "credits": None,
        "reason": "",
        **others,
    }
    kept: dict[str, Any] = json.loads(encode(content))
    return kept


def credit_note(seller: dict[str, Any], **others: Any) -> dict[str, Any]:
    of_it = {"kind": "credit_note", "name": "CN-1", "reason": "Charged twice."}
    return invoice(seller, **of_it, credits={"name": "INV-1", "issued_on": "2026-11-29"}, **others)


def _counted(one: dict[str, str], of_all: Decimal, currency: str) -> dict[str, Any]:
    numbers = (
        Decimal(one[key]) for key in ("quantity", "unit_price_amount", "discount_percent", "tax_percent")
    )
    quantity, price, discount, tax = numbers
    amounts = line_amounts(quantity, price, (discount, of_all), tax, currency)
    return {**one, "net_amount": amounts.net, "tax_amount": amounts.tax}


def _sums(lines: list[dict[str, Any]]) -> dict[str, Decimal]:
    return {name: sum((one[name] for one in lines), Decimal()) for name in SUMS}
