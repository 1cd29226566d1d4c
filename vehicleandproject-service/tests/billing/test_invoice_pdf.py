"""An invoice as people read it."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from billing.invoice_pdf import amount, as_pdf, plain, price
from tests.billing.contents import BUYER, VEHICLE, credit_note, invoice, line

pytestmark = pytest.mark.shows("PR27")


@pytest.fixture
def seller(example: Any) -> dict[str, Any]:
    identity = example("location.changed.v1", "appointment-service")["identity"]
    return {**identity, "location_name": "Workshop", "phone": "+49 30 5550100"}


def pages_of(content: dict[str, Any]) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(content))).pages]


def words_of(content: dict[str, Any]) -> str:
    return "\n".join(pages_of(content))


@pytest.mark.shows("PR26")
def test_it_says_all_that_an_invoice_says(seller):
    lines = [
        line("Replace the pads", "1.500", kind="labour"),
        line("Brake pads, front", price="63.9900", kind="part", discount="10.00"),
        line("Disposal", price="5.0000", kind="fee", tax="7.00"),
    ]
    words = words_of(invoice(seller, lines, discount="5.00", paid="50.0000"))
    for said in (
        "Muster Kfz-Werkstatt GmbH", "Werkstraße 1", "VAT ID DE136695976", "Tax ID 21/815/08150",
        "Invoice INV-1", "Issued on: 29 November 2026", "Supplied on: 28 November 2026",
        "To be paid by: 13 December 2026", "Work: Brakes squeal",
        "Kowalska GmbH", "Anna Kowalska", "Hauptstraße 5", "10117 Berlin",
        "Toyota Corolla", "DE B TS 1", "VIN 1M8GDM9AXKP042788", "42,000 km",
        "Concern: They squeal.", "Cause: Worn.", "Correction: Replaced.",
        "Replace the pads", "1.5", "80.00", "114.00", "Brake pads, front", "63.99", "10 %", "54.71",
        "less a discount of 5 % on all of it",
        "Without tax", "173.46", "Tax at 7 % on 4.75", "0.33", "Tax at 19 % on 168.71", "32.05",
        "Total EUR", "205.84", "Paid before", "50.00", "To be paid EUR", "155.84",
        "Please pay EUR 155.84 by 13 December 2026", "IBAN: DE89 3704 0044 0532 0130 00", "COBADEFFXXX",
        "Managing director: Erika Mustermann", "1 / 1",
    ):  # fmt: skip
        assert said in words, words


def test_it_is_the_same_to_the_byte_whenever_it_is_written(seller):
    for content in (invoice(seller), invoice(seller, e_invoice=True)):
        with time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC)):
            first = as_pdf(content)
        with time_machine.travel(datetime(2036, 12, 1, tzinfo=UTC)):
            assert as_pdf(content) == first


def test_two_hundred_lines_are_under_a_head_on_each_page_and_the_totals_together(seller):
    lines = [line(f"Part {number}.", kind="part") for number in range(200)]
    job = {"concern": "A long story. " * 350}
    pages = pages_of(invoice(seller, lines, job=job))
    assert len(pages) > 4
    with_lines = [page for page in pages if "Part " in page]
    for page in with_lines:
        assert page.index("Description") < page.index("Part ")
    words = "\n".join(pages)
    assert [f"Part {number}." in words for number in range(200)] == [True] * 200
    assert all(said in pages[-1] for said in ("Without tax", "Tax at", "Total EUR", "To be paid EUR", "IBAN"))


@pytest.mark.parametrize("length", range(20, 60, 3))
def test_totals_are_never_torn_from_what_is_to_be_paid(seller, length):
    pages = pages_of(invoice(seller, [line(f"Part {number}", kind="part") for number in range(length)]))
    (page,) = [page for page in pages if "Without tax" in page]
    assert "Please pay" in page
    assert "Bank: Commerzbank" in page


@pytest.mark.parametrize(
    ("currency", "unit_price", "said"),
    [
        ("JPY", "1200.0000", ["1,200", "Tax at 19 % on 1,200", "228", "Total JPY", "1,428"]),
        ("KWD", "1200.1234", ["1,200.1234", "Tax at 19 % on 1,200.123", "228.023", "Total KWD", "1,428.146"]),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(seller, currency, unit_price, said):
    words = words_of(invoice(seller, [line(price=unit_price)], currency=currency))
    for one in said:
        assert one in words, words


def test_a_credit_note_names_its_invoice_and_asks_for_nothing(seller):
    words = words_of(credit_note(seller, paid="20.0000"))
    for said in ("Credit note CN-1", "all of invoice INV-1 of 29 November 2026", "Charged twice.", "95.20"):
        assert said in words
    for unsaid in ("Please pay", "To be paid", "Paid before", "IBAN"):
        assert unsaid not in words


@pytest.mark.parametrize(
    ("paid", "said"),
    [("95.2000", "It is paid."), ("100.0000", "EUR 4.80 too much was paid; it is paid back.")],
)
def test_what_is_paid_is_not_asked_for(seller, paid, said):
    words = words_of(invoice(seller, paid=paid))
    assert said in words
    assert "Please pay" not in words


def test_what_is_not_known_is_not_said(seller):
    bare = {"location_name": "Workshop", "phone": ""}
    vehicle = {**VEHICLE, "plate": "", "plate_country": "", "vin": "", "odometer": None}
    buyer = dict.fromkeys(BUYER, "") | {"name": "Anna"}
    content = invoice(bare, vehicle=vehicle, buyer=buyer, job={"concern": "", "cause": "", "correction": ""})
    words = words_of(content)
    for said in ("Workshop", "Anna", "Toyota Corolla", "95.20"):
        assert said in words
    for unsaid in ("None", "VIN", "km", "Account", "Concern", "VAT ID"):
        assert unsaid not in words


def test_texts_in_other_scripts_and_hostile_ones_are_only_text(seller):
    description = "{nb} **x** <b>endstream</b> \\) %PDF-1.7 " + "W" * 120
    job = {"title": "Жигули Ελληνικά Żuk", "concern": "فرامل", "cause": "ブレーキ"}
    content = invoice(seller, [line(description)], job=job)
    document = PdfReader(io.BytesIO(as_pdf(content)))
    words = "".join(page.extract_text() for page in document.pages)
    for said in ("{nb} **x**", "%PDF-1.7", "Жигули Ελληνικά Żuk", "فرامل", "ブレーキ"):
        assert said in words
    assert not document.attachments
    assert "/Annots" not in document.pages[0]


def test_numbers_say_no_zeros_that_mean_nothing():
    assert plain(Decimal("100.000")) == "100"
    assert plain(Decimal("1.500")) == "1.5"
    assert price(Decimal("80.0000"), "EUR") == "80.00"
    assert price(Decimal("0.1234"), "EUR") == "0.1234"
    assert amount(Decimal("1234.5000"), "EUR") == "1,234.50"
