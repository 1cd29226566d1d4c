"""How an invoice is taken back."""

import pytest

from billing.models import Invoice
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.rows import ready_work
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db

INVOICES = f"{PROJECTS}invoices/"
WHY = {"reason": "It names another buyer."}


@pytest.mark.shows("PR15")
def test_an_invoice_is_void_by_a_credit_note_and_another_takes_its_place(customer, office, issue, emitted):
    project = ready_work(customer.account_id)
    issued = issue(project)
    before = Invoice.objects.get()
    first_invoiced_at = Project.objects.get().invoiced_at

    reply = office.post(f"{INVOICES}{issued['id']}/void/", WHY)

    assert reply.status_code == 201, reply.json()
    note = reply.json()
    assert (note["name"], note["kind"], note["status"]) == ("CN-1", "credit_note", "issued")
    assert (note["credits_id"], note["reason"], note["total"]) == (
        issued["id"],
        WHY["reason"],
        issued["total"],
    )
    assert note["content"]["credits"] == {"name": "INV-1", "issued_on": issued["issued_on"]}
    for same in ("jobs", "seller", "buyer", "vehicle", "taxes", "total_amount", "supplied_on"):
        assert note["content"][same] == issued["content"][same]
    read = answered(customer.get(f"{INVOICES}{issued['id']}/"))
    assert (read["status"], read["credit_note_id"]) == ("void", note["id"])
    assert read["balance"] == note["balance"] == {"amount": "0.00", "currency": "EUR"}
    assert read["content"] == issued["content"] == before.content
    (event,) = emitted("invoice.voided.v1")
    assert event.data["credit_note"] == {"id": note["id"], "name": "CN-1"}
    assert (event.data["status"], event.data["reason"]) == ("void", WHY["reason"])
    assert Project.objects.get().balance_amount == 0

    again = issue(project)
    assert (again["name"], again["balance"]) == ("INV-2", again["total"])
    assert Project.objects.get().invoiced_at == first_invoiced_at


def test_what_is_void_is_not_voided_again_nor_a_credit_note(customer, office, issue):
    issued = issue(ready_work(customer.account_id))
    note = answered(office.post(f"{INVOICES}{issued['id']}/void/", WHY))
    for one, status in ((issued, "void"), (note, "issued")):
        reply = office.post(f"{INVOICES}{one['id']}/void/", WHY)
        assert (reply.status_code, reply.json()["code"]) == (409, "not_voidable")
        assert reply.json()["invoice_status"] == status
    assert Invoice.objects.count() == 2


def test_why_it_is_void_is_said_by_who_may_take_payments(customer, employee, office, issue):
    issued = issue(ready_work(customer.account_id))
    url = f"{INVOICES}{issued['id']}/void/"
    assert {client.post(url, WHY).status_code for client in (customer, employee)} == {403}
    assert office.post(url).status_code == 400
    assert Invoice.objects.get().status == "open"


def test_one_key_voids_once(customer, office, issue):
    issued = issue(ready_work(customer.account_id))
    url = f"{INVOICES}{issued['id']}/void/"
    first, again = (office.post(url, WHY, headers={"Idempotency-Key": "once"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_void_at_once_one_does(customer, office, issue, emitted):
    issued = issue(ready_work(customer.account_id))
    replies = at_the_same_time(*[lambda: office.post(f"{INVOICES}{issued['id']}/void/", WHY)] * 8)
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 7
    assert Invoice.objects.filter(kind="credit_note").count() == len(emitted("invoice.voided.v1")) == 1
