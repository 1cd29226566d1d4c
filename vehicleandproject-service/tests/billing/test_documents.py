"""GET /api/v1/projects/invoices/{id}/invoice.pdf, and what is issued as an e-invoice."""

import io
from hashlib import sha256
from typing import Any

import pytest
from facturx import get_facturx_xml_from_pdf
from PIL import Image
from pypdf import PdfReader

from billing.models import Invoice, InvoiceSeries
from chassis.models import new_id
from projects.models import Project, WorkPolicy
from tests.answers import answered
from tests.billing.rows import ready_work
from tests.urls import PROJECTS
from workshop.logos import appointments as asked
from workshop.models import DEFAULT_LOCATION_ID, Location

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR27")]
INVOICES = f"{PROJECTS}invoices/"
LOGO = "/internal/locations/{location_id}/logo/"
ADA = {"name": "Ada Lovelace", "street": "St James's Square 12", "city": "London", "country": "GB"}


@pytest.fixture
def picture() -> bytes:
    image = io.BytesIO()
    Image.new("RGB", (120, 60), (200, 30, 30)).save(image, "PNG")
    return image.getvalue()


@pytest.fixture
def identity(example: Any, upstream: Any, picture: bytes) -> dict[str, Any]:
    """The location's, with a logo that appointment-service has."""
    asked.breaker.close()
    upstream("appointment-service").replies("GET", LOGO, picture)
    known: dict[str, Any] = example("location.changed.v1", "appointment-service")["identity"]
    named = {**known, "logo": {**known["logo"], "sha256": sha256(picture).hexdigest()}}
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(identity=named)
    return named


@pytest.fixture
def e_invoices() -> None:
    WorkPolicy.objects.create(pk=DEFAULT_LOCATION_ID, e_invoice=True)


def pdf_of(client: Any, invoice: dict[str, Any]) -> bytes:
    reply = client.get(f"{INVOICES}{invoice['id']}/invoice.pdf")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    content: bytes = reply.content
    return content


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_it_is_what_was_issued_whatever_becomes_of_the_rest(issue, customer, office, identity, picture):
    issued = issue(ready_work(customer.account_id), buyer=ADA)
    pdf = pdf_of(customer, issued)
    words = words_of(pdf)
    for said in ("Muster Kfz-Werkstatt GmbH", "Invoice INV-1", "Ada Lovelace", "Brake pads, front", "77.23"):
        assert said in words
    (logo,) = PdfReader(io.BytesIO(pdf)).pages[0].images
    assert logo.image.size == (120, 60)

    Location.objects.update(identity={"legal_name": "Another GmbH"}, name="Elsewhere")
    Project.objects.update(title="Another title")
    answered(office.post(f"{INVOICES}{issued['id']}/void/", {"reason": "Charged twice."}))
    assert pdf_of(office, issued) == pdf


def test_a_credit_note_is_read_in_the_same_way(issue, customer, office, identity):
    issued = issue(ready_work(customer.account_id))
    note = answered(office.post(f"{INVOICES}{issued['id']}/void/", {"reason": "Charged twice."}))
    words = words_of(pdf_of(customer, note))
    for said in ("Credit note CN-1", "all of invoice INV-1", "Charged twice."):
        assert said in words


def test_its_file_has_its_name(issue, customer, admin):
    InvoiceSeries.objects.filter(kind="invoice").update(prefix="B/2026-")
    issued = issue(ready_work(customer.account_id))
    reply = customer.get(f"{INVOICES}{issued['id']}/invoice.pdf")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="B-2026-1.pdf"'


def test_anothers_invoice_is_404(issue, customer, stranger):
    issued = issue(ready_work(customer.account_id))
    for invoice_id in (issued["id"], new_id()):
        assert stranger.get(f"{INVOICES}{invoice_id}/invoice.pdf").json()["code"] == "not_found"


def test_while_its_logo_cannot_be_asked_for_nothing_is_issued(
    customer, office, customer_list, example, upstream
):
    asked.breaker.close()
    upstream("appointment-service").down()
    known = example("location.changed.v1", "appointment-service")["identity"]
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(identity=known)
    reply = office.post(f"{PROJECTS}{ready_work(customer.account_id).pk}/invoices/", {"buyer": ADA})
    assert (reply.status_code, reply.json()["service"]) == (503, "appointment-service")
    assert not Invoice.objects.exists()


@pytest.mark.usefixtures("e_invoices")
def test_where_the_policy_asks_for_it_the_e_invoice_is_inside(issue, customer, office, identity):
    issued = issue(ready_work(customer.account_id), buyer=ADA)
    _, xml = get_facturx_xml_from_pdf(io.BytesIO(pdf_of(customer, issued)), check_xsd=True)
    assert b"Ada Lovelace" in xml
    assert b"77.23" in xml
    note = answered(office.post(f"{INVOICES}{issued['id']}/void/", {"reason": "Charged twice."}))
    _, xml = get_facturx_xml_from_pdf(io.BytesIO(pdf_of(customer, note)), check_xsd=True)
    assert b"<ram:TypeCode>381<" in xml


def test_what_was_issued_without_stays_without(issue, customer, identity):
    issued = issue(ready_work(customer.account_id))
    WorkPolicy.objects.create(pk=DEFAULT_LOCATION_ID, e_invoice=True)
    assert not PdfReader(io.BytesIO(pdf_of(customer, issued))).attachments


@pytest.mark.usefixtures("e_invoices")
def test_what_could_be_no_e_invoice_is_not_issued(customer, office, emitted):
    project = ready_work(customer.account_id)
    reply = office.post(f"{PROJECTS}{project.pk}/invoices/", {"buyer": {"name": "Ada"}})
    assert reply.status_code == 409
    refused = reply.json()
    assert refused["code"] == "e_invoice_incomplete"
    assert refused["missing"] == [
        "buyer.country",
        "seller.address.country",
        "seller.legal_name",
        "seller.vat_id",
    ]
    assert not Invoice.objects.exists()
    assert InvoiceSeries.objects.get(kind="invoice").next_number == 1
    assert emitted("invoice.issued.v1") == []
