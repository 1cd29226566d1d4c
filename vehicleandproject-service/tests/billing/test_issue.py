"""From work that is ready to its invoice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from billing.models import Invoice, InvoiceSeries
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from estimates.models import Line, TaxRate
from projects.models import Project
from tests.answers import answered
from tests.billing.rows import PADS, ready_work
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS
from workshop.models import Location

pytestmark = pytest.mark.django_db

INVOICES = f"{PROJECTS}invoices/"
BERLIN = ZoneInfo("Europe/Berlin")
ADA = {
    "name": "Ada Lovelace",
    "company": "Engines Ltd",
    "street": "St James's Square 12",
    "postal_code": "SW1Y 4LE",
    "city": "London",
    "country": "GB",
    "email": "ada@example.org",
    "vat_id": "",
}


@pytest.fixture
def ada(customer_list, customer):
    """The customer, as customer-service knows them."""
    known = {name: value for name, value in ADA.items() if name not in {"name", "vat_id"}}
    body = {
        "id": str(customer.account_id),
        "is_active": True,
        "first_name": "Ada",
        "last_name": "Lovelace",
        **known,
    }
    customer_list.replies("GET", f"/internal/customers/{customer.account_id}/", body)


def test_what_was_agreed_to_is_charged(estimated, sent, customer, employee, foreman, office, ada, emitted):
    yes, no = sent(part(), labour())
    answered(customer.post(f"{yes['url']}authorise/", {"revision": 1}))
    answered(customer.post(f"{no['url']}decline/", {"revision": 1}))
    for verb in ("start", "submit-for-quality-check", "pass-quality-check"):
        answered(foreman.post(f"{PROJECTS}{estimated['id']}/{verb}/"))

    reply = office.post(f"{PROJECTS}{estimated['id']}/invoices/")

    assert reply.status_code == 201, reply.json()
    issued = reply.json()
    today = timezone.localdate(timezone=BERLIN)
    assert reply["Location"].endswith(f"{INVOICES}{issued['id']}/")
    assert (issued["name"], issued["number"], issued["kind"], issued["status"]) == (
        "INV-1",
        1,
        "invoice",
        "open",
    )
    assert (issued["issued_on"], issued["due_on"]) == (str(today), str(today + timedelta(days=14)))
    assert issued["total"] == issued["balance"] == {"amount": "77.23", "currency": "EUR"}
    content = issued["content"]
    assert content["buyer"] == ADA
    assert content["seller"] == {"location_name": "Workshop", "phone": ""}
    assert content["vehicle"]["plate"].startswith("B-TS")
    (job,) = content["jobs"]
    assert [line["description"] for line in job["lines"]] == ["Brake pads, front"]
    assert content["taxes"] == [{"tax_percent": "19.00", "net_amount": "64.90", "tax_amount": "12.33"}]
    assert (content["total_amount"], content["paid_amount"]) == ("77.23", "0.00")
    assert (content["supplied_on"], content["credits"]) == (str(today), None)
    (event,) = emitted("invoice.issued.v1")
    assert (event.subject, event.data["name"], event.data["customer_id"]) == (
        issued["id"], "INV-1", str(customer.account_id),
    )  # fmt: skip
    assert event.data["total"] == {"amount": "77.23", "currency": "EUR"}
    project = Project.objects.get()
    assert (project.balance_amount, project.balance_currency) == (Invoice.objects.get().total_amount, "EUR")
    assert project.invoiced_at is not None


@pytest.mark.shows("PR15")
def test_nothing_that_changes_afterwards_changes_an_invoice(issue, customer, admin, employee, office, ada):
    project = ready_work(customer.account_id)
    issued = issue(project)
    url = f"{INVOICES}{issued['id']}/"
    before = answered(customer.get(url))

    TaxRate.objects.create(code="standard", name="Standard", percent="21", valid_from="2020-01-01")
    Line.objects.update(
        description="Gold", unit_price_amount=1, net_amount=1, tax_amount=1, decision="declined"
    )
    identity = {"legal_name": "Another GmbH", "vat_id": "DE136695976"}
    Location.objects.update(name="Elsewhere", identity=identity, currency="USD")
    vehicle = project.vehicle
    vehicle.update({"plate": "B XX 1", "make": "Opel"})
    Project.objects.update(title="Another")

    assert answered(customer.get(url)) == before
    assert Invoice.objects.get().content == before["content"]


@pytest.mark.shows("PR15")
def test_an_edit_of_the_catalogue_changes_no_invoice(
    estimated, customer, employee, foreman, office, admin, ada
):
    url, catalogue = f"{PROJECTS}{estimated['id']}/", f"{PROJECTS}catalogue/"
    sold = answered(admin.post(catalogue, {"code": "pads", "title": "Pads", "lines": [part()]}))
    answered(employee.post(f"{url}jobs/", {"catalogue": "pads"}))
    answered(foreman.post(f"{url}estimate/send/"))
    line = Line.objects.get()
    answered(customer.post(f"{url}jobs/{line.job_id}/lines/{line.pk}/authorise/", {"revision": 1}))
    for verb in ("start", "submit-for-quality-check", "pass-quality-check"):
        answered(foreman.post(f"{url}{verb}/"))
    issued = answered(office.post(f"{url}invoices/"))

    answered(admin.patch(f"{catalogue}{sold['id']}/", {"title": "Dearer", "lines": [part("99.00")]}))

    assert answered(customer.get(f"{INVOICES}{issued['id']}/")) == issued
    assert issued["content"]["jobs"][0]["title"] == "Pads"


def test_another_buyer_is_named_in_the_request_and_nobody_is_asked(customer, office, customer_list):
    project = ready_work(customer.account_id)
    buyer = {**ADA, "name": "Charles Babbage", "vat_id": "GB123456789"}
    customer_list.down()
    issued = answered(office.post(f"{PROJECTS}{project.pk}/invoices/", {"buyer": buyer}))
    assert issued["content"]["buyer"] == buyer


@pytest.mark.parametrize("away", [True, False])
def test_while_the_buyer_is_not_known_nothing_is_issued(customer, office, customer_list, away):
    project = ready_work(customer.account_id)
    if away:
        customer_list.down()
    else:
        customer_list.replies("GET", "/internal/customers/{id}/", status=404)
    reply = office.post(f"{PROJECTS}{project.pk}/invoices/")
    assert reply.status_code == (503 if away else 400)
    assert not Invoice.objects.exists()
    assert set(InvoiceSeries.objects.values_list("next_number", flat=True)) == {1}


@pytest.mark.parametrize("status", ["requested", "authorised", "in_progress", "quality_check", "cancelled"])
def test_work_that_is_not_ready_is_not_invoiced(customer, office, customer_list, status):
    project = ready_work(customer.account_id, status=status)
    reply = office.post(f"{PROJECTS}{project.pk}/invoices/")
    assert (reply.status_code, reply.json()["code"]) == (409, "not_invoiceable")
    assert reply.json()["project_status"] == status
    assert not customer_list.calls


@pytest.mark.parametrize("status", ["ready", "delivered", "closed"])
def test_work_that_is_ready_is_invoiced_once(customer, office, issue, status):
    project = ready_work(customer.account_id, status=status)
    first = issue(project)
    reply = office.post(f"{PROJECTS}{project.pk}/invoices/")
    assert (reply.status_code, reply.json()["code"]) == (409, "already_invoiced")
    assert reply.json()["invoice"] == {"id": first["id"], "name": "INV-1"}
    assert Invoice.objects.count() == 1


def test_what_a_replica_of_before_let_the_customer_agree_to_is_counted(customer, issue):
    """It knew of no column for that."""
    project = ready_work(customer.account_id, PADS, PADS)
    Project.objects.update(agreed_lines=0)
    issue(project)
    assert Project.objects.get().agreed_lines == 2


def test_what_nobody_agreed_to_is_not_invoiced(customer, office, customer_list):
    project = ready_work(customer.account_id, {**PADS, "decision": "declined"})
    reply = office.post(f"{PROJECTS}{project.pk}/invoices/")
    assert (reply.status_code, reply.json()["code"]) == (409, "nothing_to_invoice")


def test_who_may_take_payments_issues(customer, stranger, employee, foreman, admin, issue):
    project = ready_work(customer.account_id)
    url = f"{PROJECTS}{project.pk}/invoices/"
    assert {client.post(url).status_code for client in (customer, stranger, employee, foreman)} == {403}
    assert admin.post(f"{PROJECTS}{new_id()}/invoices/").status_code == 404
    assert admin.post(url).status_code == 201


def test_a_customer_reads_their_own_and_nobody_elses(customer, stranger, employee, issue):
    issued = issue(ready_work(customer.account_id))
    issue(ready_work(stranger.account_id))
    url = f"{INVOICES}{issued['id']}/"
    assert answered(customer.get(url)) == issued
    assert stranger.get(url).status_code == 404
    assert [one["name"] for one in answered(customer.get(INVOICES))["results"]] == ["INV-1"]
    assert [one["name"] for one in answered(employee.get(INVOICES))["results"]] == ["INV-2", "INV-1"]


def test_a_list_is_filtered(customer, stranger, employee, issue):
    theirs, others = ready_work(customer.account_id), ready_work(stranger.account_id)
    issue(theirs)
    issue(others)
    today = str(timezone.localdate(timezone=BERLIN))
    for query, names in (
        ({"project_id": str(theirs.pk)}, ["INV-1"]),
        ({"customer_id": str(stranger.account_id)}, ["INV-2"]),
        ({"name": "INV-2"}, ["INV-2"]),
        ({"status": "paid"}, []),
        ({"overdue": "true"}, []),
        ({"overdue": "false", "ordering": "issued_on"}, ["INV-1", "INV-2"]),
        ({"issued_from": today, "issued_to": today}, ["INV-2", "INV-1"]),
        ({"issued_from": "2199-01-01"}, []),
    ):
        found = answered(employee.get(INVOICES, query))["results"]
        assert [one["name"] for one in found] == names, query


def test_an_invoice_is_overdue_when_its_last_day_is_over(customer, employee, admin, issue):
    answered(admin.patch(f"{PROJECTS}policies/", {"payment_days": 0}))
    issued = issue(ready_work(customer.account_id))
    assert issued["due_on"] == issued["issued_on"]
    invoice = Invoice.objects.get()
    assert timezone.now() < invoice.overdue_at <= timezone.now() + timedelta(days=1, hours=1)


@pytest.mark.parametrize(
    ("currency", "price", "total"),
    [("JPY", "1999", "2199"), ("KWD", "10.123", "11.135"), ("EUR", "0", "0.00")],
)
def test_amounts_have_the_decimals_of_their_currency(customer, issue, emitted, currency, price, total):
    issued = issue(
        ready_work(customer.account_id, {**PADS, "unit_price": price, "tax": "10"}, currency=currency)
    )
    assert issued["total"] == {"amount": total, "currency": currency}
    assert issued["content"]["total_amount"] == total
    assert issued["status"] == ("paid" if currency == "EUR" else "open")
    assert len(emitted("invoice.settled.v1")) == (currency == "EUR")


def test_one_key_issues_once(customer, office, customer_list):
    project = ready_work(customer.account_id)
    url = f"{PROJECTS}{project.pk}/invoices/"
    first, again = (office.post(url, headers={"Idempotency-Key": "once"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()
    assert Invoice.objects.count() == 1


@pytest.mark.shows("PR15")
@pytest.mark.django_db(transaction=True)
def test_numbers_that_are_taken_at_once_have_no_gap(customer, office, customer_list, emitted):
    projects = [ready_work(customer.account_id) for _ in range(20)]
    replies = at_the_same_time(
        *[lambda one=one: office.post(f"{PROJECTS}{one.pk}/invoices/", {"buyer": ADA}) for one in projects]
    )
    assert {reply.status_code for reply in replies} == {201}
    assert sorted(reply.json()["number"] for reply in replies) == list(range(1, 21))
    assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert len(emitted("invoice.issued.v1")) == 20


@pytest.mark.django_db(transaction=True)
def test_of_many_who_issue_one_invoice_at_once_one_does(customer, office, emitted):
    project = ready_work(customer.account_id)
    url = f"{PROJECTS}{project.pk}/invoices/"
    replies = at_the_same_time(*[lambda: office.post(url, {"buyer": ADA})] * 20)
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 19
    assert {reply.json()["code"] for reply in replies if reply.status_code == 409} == {"already_invoiced"}
    assert Invoice.objects.count() == len(emitted("invoice.issued.v1")) == 1
    assert InvoiceSeries.objects.get(kind="invoice").next_number == 2
