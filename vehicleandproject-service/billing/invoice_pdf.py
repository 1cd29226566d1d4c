"""An invoice or a credit note as people read it.

It is written of the document's content alone, so that it is the same for ever, to the byte.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from lxml import etree

from billing import e_invoice
from chassis.money import decimals
from workshop.letterhead import Letter, address_lines, in_words, name_of

Content = dict[str, Any]

TITLES = {"invoice": "Invoice", "credit_note": "Credit note"}
HEADINGS = ("Description", "Quantity", "Unit price", "Discount", "Tax", "Net")
WIDTHS = (56, 20, 30, 19, 15, 34)
# The total and what comes after it stand together, and with the taxes if these are not many.
MOST_TOGETHER = 20


def as_pdf(content: Content, logo: bytes | None = None) -> bytes:
    """The document on the seller's paper; with the e-invoice in it if it was issued as one (EN 16931)."""
    seller, title = content["seller"], f"{TITLES[content['kind']]} {content['name']}"
    text = json.dumps(content, ensure_ascii=False)
    letter = Letter(seller, title, logo=logo, footer=seller.get("invoice_footer", ""), text=text)
    _kept_as_of(letter, content, title)
    _reason(letter, content)
    letter.columns([*_buyer(content["buyer"])], [*_facts(content)])
    letter.space()
    letter.paragraph(_vehicle(content["vehicle"]), bold=True)
    for job in content["jobs"]:
        _job(letter, job, content["currency"])
    _totals(letter, content)
    _to_be_paid(letter, content)
    return letter.as_bytes()


def due_amount(content: Content) -> Decimal:
    """What was to be paid of it when it was issued, negative if more had been paid by then."""
    return Decimal(content["total_amount"]) - Decimal(content["paid_amount"])


def _kept_as_of(letter: Letter, content: Content, title: str) -> None:
    """Say in the file when it was issued, whenever it is written."""
    issued_at = datetime.combine(date.fromisoformat(content["issued_on"]), time(), UTC)
    letter.set_creation_date(issued_at)
    if content.get("e_invoice"):
        xml = e_invoice.as_xml(content)
        letter.embed_file(
            bytes=xml,
            basename=e_invoice.FILE_NAME,
            modification_date=issued_at,
            mime_type="text/xml",
            associated_file_relationship="Alternative",
            desc="The same invoice for programs (EN 16931)",
            compress=True,
            checksum=True,
        )
    metadata = e_invoice.metadata_of(
        title, name_of(content["seller"]), issued_at, bool(content.get("e_invoice"))
    )
    letter.set_xmp_metadata(etree.tostring(metadata, encoding="unicode"))


def _reason(letter: Letter, content: Content) -> None:
    credited = content["credits"]
    if not credited:
        return
    day = in_words(date.fromisoformat(credited["issued_on"]))
    letter.paragraph(f"It takes back all of invoice {credited['name']} of {day}.")
    if content["reason"]:
        letter.paragraph(content["reason"])
    letter.space()


def _buyer(buyer: dict[str, str]) -> Iterator[str]:
    yield from filter(None, (buyer.get("company"), buyer.get("name")))
    yield from address_lines(buyer)
    if buyer.get("vat_id"):
        yield f"VAT ID {buyer['vat_id']}"


def _facts(content: Content) -> Iterator[str]:
    yield f"Number: {content['name']}"
    days = (("Issued on", "issued_on"), ("Supplied on", "supplied_on"), ("To be paid by", "due_on"))
    for label, key in days:
        if content.get(key) and not (key == "due_on" and content["credits"]):
            yield f"{label}: {in_words(date.fromisoformat(content[key]))}"
    yield f"Work: {content['project']['title']}"


def _vehicle(vehicle: dict[str, Any]) -> str:
    odometer = vehicle.get("odometer")
    parts = (
        f"{vehicle['make']} {vehicle['model']}",
        " ".join(filter(None, (vehicle.get("plate_country"), vehicle.get("plate")))),
        vehicle.get("vin") and f"VIN {vehicle['vin']}",
        odometer and f"{odometer['value']:,} {odometer['unit']}",
    )
    return " · ".join(filter(None, parts))


def _job(letter: Letter, job: dict[str, Any], currency: str) -> None:
    letter.space()
    letter.room_for(lines=5)
    letter.paragraph(job["title"], bold=True)
    for label, key in (("Concern", "concern"), ("Cause", "cause"), ("Correction", "correction")):
        if job.get(key):
            letter.paragraph(f"{label}: {job[key]}", size=9)
    letter.room_for(lines=3)
    letter.table_of(HEADINGS, [_line(line, currency) for line in job["lines"]], WIDTHS)


def _line(line: dict[str, Any], currency: str) -> tuple[str, ...]:
    discount = Decimal(line["discount_percent"])
    return (
        line["description"],
        plain(Decimal(line["quantity"])),
        price(Decimal(line["unit_price_amount"]), currency),
        f"{plain(discount)} %" if discount else "",
        f"{plain(Decimal(line['tax_percent']))} %",
        amount(Decimal(line["net_amount"]), currency),
    )


def _totals(letter: Letter, content: Content) -> None:
    currency, taxes = content["currency"], content["taxes"]
    rows = [("Without tax", amount(Decimal(content["net_amount"]), currency), False)]
    for tax in taxes:
        percent, net = plain(Decimal(tax["tax_percent"])), amount(Decimal(tax["net_amount"]), currency)
        rows.append((f"Tax at {percent} % on {net}", amount(Decimal(tax["tax_amount"]), currency), False))
    total = [(f"Total {currency}", amount(Decimal(content["total_amount"]), currency), True)]
    paid, due = Decimal(content["paid_amount"]), due_amount(content)
    if not content["credits"]:
        if paid:
            total.append(("Paid before", amount(paid, currency), False))
        total.append((f"To be paid {currency}", amount(max(due, Decimal()), currency), True))
    letter.space()
    discount = Decimal(content["discount_percent"])
    letter.room_for(lines=min(len(rows) + len(total) + 8, MOST_TOGETHER))
    if discount:
        letter.paragraph(f"Each net amount is less a discount of {plain(discount)} % on all of it.", size=9)
        letter.space()
    letter.sums(rows)
    letter.sums(total)
    letter.space()


def _to_be_paid(letter: Letter, content: Content) -> None:
    if content["credits"]:
        return
    due, currency = due_amount(content), content["currency"]
    if due < 0:
        letter.paragraph(f"{currency} {amount(-due, currency)} too much was paid; it is paid back.")
    elif not due:
        letter.paragraph("It is paid.")
    else:
        day = in_words(date.fromisoformat(content["due_on"]))
        letter.paragraph(
            f"Please pay {currency} {amount(due, currency)} by {day}, quoting {content['name']}."
        )
        account = [*_account(content["seller"])]
        letter.room_for(lines=len(account))
        for line in account:
            letter.paragraph(line, size=9)


def _account(seller: dict[str, Any]) -> Iterator[str]:
    bank = seller.get("bank") or {}
    if not (bank.get("iban") or bank.get("account_number")):
        return
    yield f"Account holder: {bank.get('account_holder') or name_of(seller)}"
    iban = bank.get("iban", "")
    fields = (
        ("IBAN", " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))),
        ("BIC", bank.get("bic")),
        ("Account number", bank.get("account_number")),
        ("Routing number", bank.get("routing_number")),
        ("Bank", bank.get("bank_name")),
    )
    for label, value in fields:
        if value:
            yield f"{label}: {value}"


def amount(value: Decimal, currency: str) -> str:
    """As in 1,234.50, with the decimals of its currency."""
    return f"{value:,.{decimals(currency)}f}"


def price(value: Decimal, currency: str) -> str:
    """The same, with more decimals where the price has more."""
    exact = value.normalize().as_tuple().exponent
    return f"{value:,.{max(decimals(currency), -int(exact))}f}"


def plain(value: Decimal) -> str:
    """A number without the zeros that say nothing: 1.5, 19."""
    return f"{value.normalize():f}"
