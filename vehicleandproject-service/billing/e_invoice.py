"""An invoice as programs read it: the cross-industry invoice (UN/CEFACT) of EN 16931, inside of the PDF as
Factur-X 1.0 and ZUGFeRD 2 have it. `BT-…` and `BG-…` are the names that EN 16931 gives its terms.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from threading import Lock
from typing import Any

from facturx import generate_cii_xml, generate_xmp_object

from chassis.money import decimals
from chassis.standards import COUNTRIES
from estimates.amounts import rounded

Content = dict[str, Any]

FILE_NAME = "factur-x.xml"
PROFILE = "en16931"
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
# UNTDID 1001: commercial invoice, credit note.
TYPES = {"invoice": "380", "credit_note": "381"}
# UNTDID 4461: SEPA credit transfer, credit transfer.
SEPA, TRANSFER = "58", "30"
# UN/ECE recommendation 20: hour, piece.
UNITS = {"labour": "HUR", "part": "C62", "fee": "C62"}
# UNTDID 5305: standard rate, zero rate.
STANDARD, ZERO = "S", "Z"
# UNTDID 5189: discount.
DISCOUNT = "95"
# CEF EAS: an e-mail address.
BY_EMAIL = "EM"
MOST_DECIMALS = 2
# What the tax on a rate may differ from the rate of its sum, for each line was rounded (BR-S-09).
TOLERANCE = Decimal(1)
# Greece is EL in numbers of value added tax, Northern Ireland XI.
VAT_PREFIXES = {*COUNTRIES, "EL", "XI"}

# The package rewrites tables of its own while it works.
_one_at_a_time = Lock()


def missing(content: Content) -> list[str]:
    """What EN 16931 needs and the invoice does not have, as `seller.address.country`; nothing if it can be.

    `currency` if it counts in thousandths, `taxes` if what was rounded line by line is a whole unit off.
    """
    return sorted(set(_missing(content)))


def _missing(content: Content) -> Iterator[str]:
    seller, buyer = content["seller"], content["buyer"]
    if not seller.get("legal_name"):
        yield "seller.legal_name"
    if not (seller.get("address") or {}).get("country"):
        yield "seller.address.country"
    if not (seller.get("vat_id") or seller.get("tax_id")):
        yield "seller.vat_id"
    if not (buyer.get("name") or buyer.get("company")):
        yield "buyer.name"
    if not buyer.get("country"):
        yield "buyer.country"
    for name, party in (("seller", seller), ("buyer", buyer)):
        if party.get("vat_id") and party["vat_id"][:2] not in VAT_PREFIXES:
            yield f"{name}.vat_id"
    if decimals(content["currency"]) > MOST_DECIMALS:
        yield "currency"
    for tax in content["taxes"]:
        exact = Decimal(tax["net_amount"]) * Decimal(tax["tax_percent"]) / 100
        if abs(Decimal(tax["tax_amount"]) - exact) >= TOLERANCE:
            yield "taxes"


def as_xml(content: Content) -> bytes:
    """The document, held to the schema that is bundled with the package."""
    with _one_at_a_time:
        xml: bytes = generate_cii_xml(_terms(content), level=PROFILE, check_xsd=True, check_schematron=None)
    return xml


def metadata_of(title: str, author: str, issued_at: datetime, is_e_invoice: bool) -> Any:
    """What the PDF says of itself (XMP), as an element; of an e-invoice also where in it that is."""
    said = {
        "pdfa3_flavor": "B",
        "title": title,
        "author": author,
        "subject": title,
        "producer": "fpdf2",
        "creator_tool": "ServEase",
        "timestamp": issued_at.isoformat(),
    }
    if is_e_invoice:
        said |= {
            "urn": NAMESPACE,
            "documenttype": "INVOICE",
            "xml_filename": FILE_NAME,
            "version": "1.0",
            "xmp_level": "EN 16931",
        }
    return generate_xmp_object(said)


def _terms(content: Content) -> dict[str, Any]:
    currency = content["currency"]
    total, paid = Decimal(content["total_amount"]), Decimal()
    terms = {
        "BT-1": content["name"],
        "BT-2": content["issued_on"],
        "BT-3": TYPES[content["kind"]],
        "BT-5": currency,
        "BT-72": content.get("supplied_on"),
        "BG-1": [{"BT-22": note} for note in _notes(content)],
        "BG-4": _seller(content["seller"]),
        "BG-7": _buyer(content["buyer"]),
        "BG-23": [_tax(tax, currency) for tax in content["taxes"]],
        "BG-25": [_line(number, line, currency) for number, line in enumerate(_lines(content), 1)],
    }
    if content["credits"]:
        terms["BG-3"] = [{"BT-25": content["credits"]["name"], "BT-26": content["credits"]["issued_on"]}]
        terms["BT-20"] = "Nothing is to be paid: it takes back the invoice."
    else:
        paid = Decimal(content["paid_amount"])
        terms |= {"BT-9": content["due_on"], **_bank(content)}
    return terms | {
        "BT-106": money(content["net_amount"], currency),
        "BT-109": money(content["net_amount"], currency),
        "BT-110": money(content["tax_amount"], currency),
        "BT-112": money(total, currency),
        "BT-113": money(paid, currency),
        "BT-115": money(total - paid, currency),
    }


def _notes(content: Content) -> Iterator[str]:
    vehicle = content["vehicle"]
    parts = (vehicle["make"], vehicle["model"], vehicle.get("plate"), vehicle.get("vin"))
    yield " ".join(filter(None, parts))
    if content.get("reason"):
        yield content["reason"]


def _seller(seller: dict[str, Any]) -> dict[str, Any]:
    """Whoever has no VAT number is known by the tax office's (BR-CO-26)."""
    party = {
        **_address(seller["address"]),
        "name": seller["legal_name"],
        "biz_name": seller["location_name"],
        "vat_identifier": seller.get("vat_id"),
        "tax_identifier": seller.get("tax_id"),
        "legal_info": seller.get("invoice_footer"),
        "contacts": [{"phone": seller.get("phone"), "email": seller.get("email")}],
        **_reached_at(seller.get("email")),
    }
    if not seller.get("vat_id"):
        party["identifiers"] = {None: seller["tax_id"]}
    return party


def _buyer(buyer: dict[str, Any]) -> dict[str, Any]:
    company, name = buyer.get("company"), buyer.get("name")
    party = {
        **_address(buyer),
        "name": company or name,
        "vat_identifier": buyer.get("vat_id"),
        **_reached_at(buyer.get("email")),
    }
    if company and name:
        party["contacts"] = [{"name": name}]
    return party


def _address(address: dict[str, Any]) -> dict[str, Any]:
    return {
        "addr_l1": address.get("street"),
        "postcode": address.get("postal_code"),
        "city": address.get("city"),
        "country_subdivision": address.get("region"),
        "country_code": address["country"],
    }


def _reached_at(email: str | None) -> dict[str, str]:
    return {"einvoicing_addr": email, "einvoicing_addr_schemeid": BY_EMAIL} if email else {}


def _bank(content: Content) -> dict[str, Any]:
    seller, bank = content["seller"], content["seller"].get("bank") or {}
    account = bank.get("iban") or bank.get("account_number")
    if not account:
        return {}
    return {
        "BT-81": SEPA if bank.get("iban") and content["currency"] == "EUR" else TRANSFER,
        "BT-83": content["name"],
        "BT-84": account,
        "BT-85": bank.get("account_holder") or seller["legal_name"],
        "BT-86": bank.get("bic"),
    }


def _tax(tax: dict[str, str], currency: str) -> dict[str, str]:
    return {
        "BT-116": money(tax["net_amount"], currency),
        "BT-117": money(tax["tax_amount"], currency),
        "BT-118": category(tax["tax_percent"]),
        "BT-119": tax["tax_percent"],
    }


def _lines(content: Content) -> Iterator[dict[str, Any]]:
    for job in content["jobs"]:
        yield from job["lines"]


def _line(number: int, line: dict[str, Any], currency: str) -> dict[str, Any]:
    """The discounts, the line's own and that on all of it, and what rounding took are one allowance."""
    net = Decimal(line["net_amount"])
    full = rounded(Decimal(line["quantity"]) * Decimal(line["unit_price_amount"]), currency)
    terms = {
        "BT-126": str(number),
        "BT-153": line["description"],
        "BT-129": line["quantity"],
        "BT-130": UNITS[line["kind"]],
        "BT-146": line["unit_price_amount"],
        "BT-131": money(net, currency),
        "BT-151": category(line["tax_percent"]),
        "BT-152": line["tax_percent"],
    }
    allowance = Decimal(money(full, currency)) - net
    if allowance > 0:
        terms["BG-27"] = [
            {"amount": money(allowance, currency), "reason_code": DISCOUNT, "reason": "Discount"}
        ]
    return terms


def category(tax_percent: str) -> str:
    return STANDARD if Decimal(tax_percent) else ZERO


def money(value: str | Decimal, currency: str) -> str:
    return f"{Decimal(value):.{decimals(currency)}f}"
