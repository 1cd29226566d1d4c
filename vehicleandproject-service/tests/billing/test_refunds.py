"""What is given back of what was paid."""

import pytest

from billing.models import Payment
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.money import eur, payments_url

pytestmark = pytest.mark.django_db
WHY = "The wipers were not changed."


@pytest.fixture
def paid(invoiced, office):
    """A project whose invoice of 119 EUR is paid by card, and where that payment is given back."""
    project, invoice = invoiced("119.00")
    payment = answered(office.post(payments_url(project), {"amount": eur("119.00"), "method": "card"}))
    return project, invoice, f"{payments_url(project)}{payment['id']}/refund/"


@pytest.mark.shows("PR21")
def test_a_payment_is_given_back_in_parts_in_the_way_it_came(paid, office, customer, emitted, example):
    project, invoice, url = paid
    given = answered(office.post(url, {"amount": eur("19.00"), "reason": WHY}))
    assert (given["kind"], given["method"], given["reason"]) == ("refund", "card", WHY)
    [event] = emitted("payment.refunded.v1")
    assert event.data.keys() == example(event.name).keys()
    assert (event.data["refund_id"], event.data["balance"]) == (given["id"], eur("19.00"))
    invoice.refresh_from_db()
    assert (invoice.status, Project.objects.get().balance_amount) == ("open", 19)
    answered(office.post(url, {"amount": eur("100.00"), "reason": WHY}))
    over = office.post(url, {"amount": eur("0.01"), "reason": WHY})
    assert (over.status_code, over.json()["code"], over.json()["refundable"]) == (409, "over_refund", "0.00")
    assert [row["kind"] for row in answered(customer.get(payments_url(project)))["results"]] == [
        "refund", "refund", "payment",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        {"amount": eur("-1.00"), "reason": WHY},
        {"amount": eur("0.00"), "reason": WHY},
        {"amount": eur("0.001"), "reason": WHY},
        {"amount": {"amount": "1.00", "currency": "USD"}, "reason": WHY},
        {"amount": eur("1.00"), "reason": ""},
        {"amount": eur("1.00")},
    ],
)
def test_what_is_no_refund_is_refused(paid, office, body):
    _, _, url = paid
    assert office.post(url, body).status_code == 400
    assert not Payment.objects.filter(kind="refund").exists()


def test_who_may_refund_and_what(paid, office, customer, employee, invoiced, api):
    project, _, url = paid
    body = {"amount": eur("1.00"), "reason": WHY}
    assert customer.post(url, body).status_code == employee.post(url, body).status_code == 403
    refund = answered(office.post(url, body))
    assert office.post(f"{payments_url(project)}{refund['id']}/refund/", body).status_code == 404
    other, _ = invoiced("10.00", client=api.as_customer())
    assert office.post(url.replace(project["id"], other["id"]), body).status_code == 404


def test_a_closed_project_stays_settled(paid, office):
    _, _, url = paid
    Project.objects.update(status="closed")
    refused = office.post(url, {"amount": eur("1.00"), "reason": WHY})
    assert (refused.json()["code"], refused.json()["refundable"]) == ("over_refund", "0.00")


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("PR21")
def test_of_refunds_at_once_no_more_is_given_back_than_was_paid(paid, office):
    _, _, url = paid
    body = {"amount": eur("50.00"), "reason": WHY}
    replies = at_the_same_time(*[lambda: office.post(url, body)] * 8)
    assert sorted(reply.status_code for reply in replies) == [201, 201, *[409] * 6]
    assert Project.objects.get().balance_amount == 100
