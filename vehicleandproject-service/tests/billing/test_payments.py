"""What is taken at the desk: whole, in parts, before the invoice and for it."""

from decimal import Decimal

import pytest

from billing.models import Payment
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.money import eur, payments_url
from tests.estimates.lines import part
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


@pytest.mark.shows("PR21")
def test_an_invoice_is_paid_in_parts_by_cash_card_and_transfer(invoiced, office, customer, emitted, example):
    project, invoice = invoiced("119.00")
    for method, amount, balance in (
        ("cash", "19.00", "100.00"),
        ("card", "60.00", "40.00"),
        ("transfer", "40.00", "0.00"),
    ):
        paid = answered(office.post(payments_url(project), {"amount": eur(amount), "method": method}))
        assert (paid["kind"], paid["method"], paid["amount"]) == ("payment", method, eur(amount))
        assert paid["actor_id"] == str(office.account_id)
        event = emitted("payment.received.v1")[-1]
        assert event.data.keys() == example(event.name).keys()
        assert (event.data["payment_id"], event.data["balance"]) == (paid["id"], eur(balance))
        assert Project.objects.get().balance_amount == Decimal(balance)
    invoice.refresh_from_db()
    assert invoice.status == "paid"
    assert [event.data["status"] for event in emitted("invoice.settled.v1")] == ["paid"]
    listed = answered(customer.get(payments_url(project)))["results"]
    assert [(row["method"], row["amount"]["amount"]) for row in listed] == [
        ("transfer", "40.00"), ("card", "60.00"), ("cash", "19.00"),
    ]  # fmt: skip


def test_a_payment_over_the_balance_is_refused_with_what_is_payable(invoiced, office, emitted):
    project, _ = invoiced("119.00")
    refused = office.post(payments_url(project), {"amount": eur("119.01"), "method": "cash"})
    assert (refused.status_code, refused.json()["code"]) == (409, "over_balance")
    assert (refused.json()["payable"], refused.json()["currency"]) == ("119.00", "EUR")
    assert not Payment.objects.exists()
    assert not emitted("payment.received.v1")


def test_before_the_invoice_what_is_agreed_to_may_be_paid(estimated, sent, customer, office):
    url = payments_url(estimated)
    first, _ = sent(part("100.00"), part("50.00"))
    ahead = {"amount": eur("19.00"), "method": "cash"}
    assert office.post(url, ahead).json()["payable"] == "0.00"
    answered(customer.post(f"{first['url']}authorise/", {"revision": 1}))
    answered(office.post(url, ahead))
    assert office.post(url, {**ahead, "amount": eur("100.01")}).json()["payable"] == "100.00"
    answered(office.post(url, {**ahead, "amount": eur("100.00")}))
    assert Project.objects.get().balance_amount == -119


def test_nothing_is_taken_for_work_that_is_not_to_be_done(estimated, sent, customer, office):
    (line,) = sent(part("100.00"))
    answered(customer.post(f"{line['url']}authorise/", {"revision": 1}))
    Project.objects.update(status="cancelled")
    refused = office.post(payments_url(estimated), {"amount": eur("1.00"), "method": "cash"})
    assert (refused.json()["code"], refused.json()["payable"]) == ("over_balance", "0.00")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"amount": eur("-1.00")}, "min_value"),
        ({"amount": eur("0.00")}, "min_value"),
        ({"amount": eur("1.005")}, "decimals"),
        ({"amount": eur("1")}, "decimals"),
        ({"amount": {"amount": "1.00", "currency": "USD"}}, "invalid"),
        ({"amount": {"amount": "1.00", "currency": "XXX"}}, "unknown_currency"),
        ({"amount": "1.00"}, "invalid_money"),
        ({"method": "deposit"}, "invalid_choice"),
        ({"method": "online"}, "invalid_choice"),
        ({"received_at": "2126-01-01T00:00:00Z"}, "in_future"),
        ({"kind": "refund"}, "unknown_field"),
    ],
)
def test_what_is_no_payment_is_refused(invoiced, office, body, code):
    project, _ = invoiced("119.00")
    refused = office.post(payments_url(project), {"amount": eur("1.00"), "method": "cash", **body})
    assert refused.status_code == 400
    assert [error["code"] for error in refused.json()["errors"]] == [code]
    assert not Payment.objects.exists()


def test_who_may_take_and_see_payments(invoiced, customer, stranger, employee, office):
    project, _ = invoiced("119.00")
    body = {"amount": eur("1.00"), "method": "cash"}
    assert customer.post(payments_url(project), body).status_code == 403
    assert employee.post(payments_url(project), body).status_code == 403
    assert stranger.get(payments_url(project)).status_code == 404
    assert office.post(payments_url({"id": new_id()}), body).status_code == 404
    assert answered(employee.get(payments_url(project)))["results"] == []


def test_a_repeated_key_is_one_payment(invoiced, office, emitted):
    project, _ = invoiced("119.00")
    body = {"amount": eur("10.00"), "method": "cash"}
    first, again = (
        office.post(payments_url(project), body, headers={"Idempotency-Key": "k"}) for _ in range(2)
    )
    assert (again.status_code, again.content) == (201, first.content)
    assert Payment.objects.count() == len(emitted("payment.received.v1")) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("PR21")
def test_of_twenty_payments_at_once_as_many_are_taken_as_fit(invoiced, office):
    project, invoice = invoiced("119.00")
    body = {"amount": eur("17.00"), "method": "cash"}
    replies = at_the_same_time(*[lambda: office.post(payments_url(project), body)] * 20)
    assert sorted(reply.status_code for reply in replies) == [201] * 7 + [409] * 13
    invoice.refresh_from_db()
    assert (Payment.objects.count(), Project.objects.get().balance_amount, invoice.status) == (7, 0, "paid")


@pytest.mark.parametrize(
    ("currency", "total", "amount"), [("JPY", "1190", "190"), ("KWD", "11.905", "1.905")]
)
def test_yen_have_no_decimals_and_dinars_three(invoiced, office, currency, total, amount):
    project, _ = invoiced(total, currency)
    said = {"amount": amount, "currency": currency}
    assert answered(office.post(payments_url(project), {"amount": said, "method": "cash"}))["amount"] == said
    assert Project.objects.get().balance_amount == Decimal(total) - Decimal(amount)


@pytest.mark.shows("PR21")
def test_what_is_not_paid_is_written_off_with_a_reason(invoiced, office, customer, emitted):
    project, invoice = invoiced("119.00")
    answered(office.post(payments_url(project), {"amount": eur("100.00"), "method": "cash"}))
    url = f"{PROJECTS}invoices/{invoice.id}/write-off/"
    assert office.post(url, {}).status_code == 400
    write_off = answered(office.post(url, {"reason": "They moved abroad."}))
    assert answered(customer.get(payments_url(project)))["results"][0] == write_off
    assert (write_off["kind"], write_off["method"], write_off["amount"]) == ("write_off", None, eur("19.00"))
    assert write_off["invoice_id"] == str(invoice.id)
    invoice.refresh_from_db()
    assert invoice.status == emitted("invoice.settled.v1")[-1].data["status"] == "written_off"
    assert Project.objects.get().balance_amount == 0
    again = office.post(url, {"reason": "Once more."})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_owed")
    assert again.json()["invoice_status"] == "written_off"


def test_who_may_write_off(invoiced, customer, stranger, employee):
    _, invoice = invoiced("119.00")
    for client in (customer, stranger, employee):
        assert (
            client.post(f"{PROJECTS}invoices/{invoice.id}/write-off/", {"reason": "So."}).status_code == 403
        )
    assert not Payment.objects.exists()
