"""An invoice as programs read it (EN 16931)."""

import io
from decimal import Decimal
from typing import Any

import pytest
from facturx import get_facturx_xml_from_pdf, xml_check_xsd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from billing.e_invoice import as_xml, missing
from billing.invoice_pdf import as_pdf
from tests.billing.contents import BUYER, credit_note, invoice, line

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


pytestmark = pytest.mark.shows("PR27")


@pytest.fixture
def seller(example: Any) -> dict[str, Any]:
    identity = example("location.changed.v1", "appointment-service")["identity"]
    return {**identity, "location_name": "Workshop", "phone": "+49 30 5550100"}


def found(xml: bytes, name: str) -> list[str]:
    return [one.text for one in etree.fromstring(xml).iter(f"{RAM}{name}")]


def test_it_is_in_the_pdf_where_readers_look_for_it(seller):
    content = invoice(seller, e_invoice=True)
    pdf = as_pdf(content)
    name, xml = get_facturx_xml_from_pdf(io.BytesIO(pdf), check_xsd=True)
    assert (name, xml) == ("factur-x.xml", as_xml(content))
    document = PdfReader(io.BytesIO(pdf))
    root = document.trailer["/Root"]
    (associated,) = root["/AF"]
    assert associated.get_object()["/AFRelationship"] == "/Alternative"
    metadata = root["/Metadata"].get_data().decode()
    for said in ("<pdfaid:part>3<", "<fx:ConformanceLevel>EN 16931<", "<fx:DocumentFileName>factur-x.xml<"):
        assert said in metadata
    assert root["/OutputIntents"]


def test_none_is_in_an_invoice_that_was_not_issued_as_one(seller):
    document = PdfReader(io.BytesIO(as_pdf(invoice(seller))))
    assert not document.attachments
    assert "fx:" not in document.trailer["/Root"]["/Metadata"].get_data().decode()


def test_it_says_what_the_invoice_says(seller):
    lines = [line("Pads", "1.500"), line("Oil", kind="part", price="63.9900", discount="10.00", tax="7.00")]
    xml = as_xml(invoice(seller, lines, discount="5.00", paid="50.0000"))
    for name, texts in {
        "TypeCode": ["380", *["VAT"] * 2, "58", *["VAT"] * 2],
        "LineTotalAmount": ["114.00", "54.71", "168.71"],
        "ActualAmount": ["6.00", "9.28"],
        "BilledQuantity": ["1.500", "1.000"],
        "CalculatedAmount": ["3.83", "21.66"],
        "GrandTotalAmount": ["194.20"],
        "TotalPrepaidAmount": ["50.00"],
        "DuePayableAmount": ["144.20"],
        "IBANID": ["DE89370400440532013000"],
        "CountryID": ["DE", "DE"],
    }.items():
        assert found(xml, name) == texts
    assert b"Kowalska GmbH" in xml
    assert b"1M8GDM9AXKP042788" in xml


def test_a_credit_note_names_its_invoice_and_nothing_is_prepaid(seller):
    xml = as_xml(credit_note(seller, paid="20.0000"))
    assert found(xml, "TypeCode")[0] == "381"
    assert "INV-1" in found(xml, "IssuerAssignedID")
    assert found(xml, "DuePayableAmount") == ["95.20"]
    assert found(xml, "IBANID") == []


def test_whoever_has_no_vat_number_is_known_by_the_tax_offices(seller):
    content = invoice({**seller, "vat_id": ""})
    assert missing(content) == []
    xml = as_xml(content)
    assert b'schemeID="VA">DE136695976' in xml  # the buyer's
    assert b'schemeID="FC">21/815/08150' in xml


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, []),
        ({"seller": {"legal_name": ""}}, ["seller.legal_name"]),
        ({"seller": {"address": {}}}, ["seller.address.country"]),
        ({"seller": {"vat_id": "", "tax_id": ""}}, ["seller.vat_id"]),
        ({"seller": {"vat_id": "136695976"}}, ["seller.vat_id"]),
        ({"buyer": {"country": "", "vat_id": ""}}, ["buyer.country"]),
        ({"buyer": {"name": "", "company": ""}}, ["buyer.name"]),
        ({"buyer": {"vat_id": "??1"}}, ["buyer.vat_id"]),
    ],
)
def test_what_the_norm_needs_is_named(seller, changes, names):
    content = invoice({**seller, **changes.get("seller", {})}, buyer={**BUYER, **changes.get("buyer", {})})
    assert missing(content) == names


def test_a_currency_of_thousandths_and_taxes_that_are_a_unit_off_are_named(seller):
    assert missing(invoice(seller, currency="KWD")) == ["currency"]
    yen = [line(price="3.0000", tax="19.00")] * 3  # 0.57 is 1, three times: 3 of 9 and not 1.71
    assert missing(invoice(seller, yen, currency="JPY")) == ["taxes"]


PERCENT = st.sampled_from(["0.00", "7.00", "19.00", "33.33", "100.00"])
LINES = st.lists(
    st.builds(
        line,
        st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30),
        st.decimals("0.001", "9999", places=3).map(str),
        st.decimals("0", "99999", places=4).map(str),
        kind=st.sampled_from(["labour", "part", "fee"]),
        discount=PERCENT,
        tax=PERCENT,
    ),
    min_size=1,
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=LINES, discount=PERCENT)
def test_whatever_is_charged_is_well_formed_and_adds_up(seller, lines, discount):
    content = invoice(seller, lines, discount=discount)
    assert missing(content) == []
    xml = as_xml(content)
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    *each, whole = [Decimal(one) for one in found(xml, "LineTotalAmount")]
    assert sum(each) == whole == Decimal(content["net_amount"])
    taxes = [Decimal(one) for one in found(xml, "CalculatedAmount")]
    assert whole + sum(taxes) == Decimal(found(xml, "GrandTotalAmount")[0])
