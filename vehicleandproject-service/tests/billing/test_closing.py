"""Rule: what was agreed to is invoiced and settled before its project is closed."""

import pytest
from django.db import transaction
from django.utils import timezone

from billing.actions.ledger import settle
from billing.models import Payment
from chassis.models import new_id
from projects.models import Project
from tests.answers import answered
from tests.billing.rows import PADS, ready_work
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


def pay(project, amount, kind="payment", **changes):
    project = Project.objects.get(pk=project.pk)
    values = {"method": "cash", "currency": "EUR", "received_at": timezone.now(), **changes}
    with transaction.atomic():
        Payment.objects.create(project=project, kind=kind, amount=amount, **values)
        settle(project)


@pytest.fixture
def close(employee):
    return lambda project: employee.post(f"{PROJECTS}{project.pk}/close/")


@pytest.fixture
def delivered(customer):
    return ready_work(customer.account_id, status="delivered")


def test_what_was_agreed_to_is_invoiced_first(delivered, close):
    reply = close(delivered)
    assert (reply.status_code, reply.json()["code"]) == (409, "not_invoiced")
    assert Project.objects.get().status == "delivered"


def test_it_is_closed_when_it_is_paid_and_not_before_nor_with_too_much(delivered, close, issue, emitted):
    issue(delivered)
    for amount, balance in (("7.23", "70.00"), ("80", "-10.00")):
        pay(delivered, amount)
        reply = close(delivered)
        assert (reply.status_code, reply.json()["code"]) == (409, "not_settled")
        assert reply.json()["balance"] == {"amount": balance, "currency": "EUR"}
    pay(delivered, "10", "refund", refund_of=Payment.objects.first())
    assert answered(close(delivered))["status"] == "closed"
    assert [event.data["balance"]["amount"] for event in emitted("invoice.settled.v1")] == ["-10.00"]


def test_what_is_written_off_or_voided_is_settled_too(delivered, close, issue, office):
    issued = issue(delivered)
    pay(delivered, "77.23", "write_off", method=None, invoice_id=issued["id"])
    assert answered(office.get(f"{PROJECTS}invoices/{issued['id']}/"))["status"] == "written_off"
    answered(office.post(f"{PROJECTS}invoices/{issued['id']}/void/", {"reason": "Goodwill."}))
    assert Project.objects.get().balance_amount == 0
    assert answered(close(delivered))["status"] == "closed"


def test_work_to_which_nobody_agreed_is_closed_as_before(customer, close):
    project = ready_work(customer.account_id, {**PADS, "decision": "declined"}, status="delivered")
    assert answered(close(project))["status"] == "closed"


def test_where_the_policy_says_so_it_is_paid_before_the_vehicle_is_handed_over(
    customer, employee, admin, issue
):
    answered(admin.patch(f"{PROJECTS}policies/", {"paid_before_delivery": True}))
    project = ready_work(customer.account_id)
    url = f"{PROJECTS}{project.pk}/deliver/"
    assert employee.post(url).json()["code"] == "not_invoiced"
    issue(project)
    assert employee.post(url).json()["code"] == "not_settled"
    pay(project, "77.23")
    assert answered(employee.post(url))["status"] == "delivered"


def test_what_came_with_the_booking_counts_for_the_project_of_its_appointment(customer, issue):
    appointment = new_id()
    values = {"method": "deposit", "currency": "EUR", "received_at": timezone.now()}
    Payment.objects.create(appointment_id=appointment, kind="payment", amount="20", **values)
    issued = issue(ready_work(customer.account_id, appointment_id=appointment))
    assert issued["content"]["paid_amount"] == "20.00"
    assert issued["balance"] == {"amount": "57.23", "currency": "EUR"}
