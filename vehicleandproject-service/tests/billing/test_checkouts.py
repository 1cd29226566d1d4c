"""From an invoice to a page of the provider's, and what it leads to."""

from decimal import Decimal

import pytest

from billing import provider as provider_module
from billing.models import Checkout, Invoice, Payment
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.money import eur, payments_url
from tests.billing.webhooks import send
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db
BACK = {"return_url": "https://workshop.example/paid/"}


def checkout_url(invoice):
    return f"{PROJECTS}invoices/{invoice.id}/checkout/"


@pytest.fixture
def owed(invoiced):
    return invoiced("119.00")


def test_a_customer_is_sent_to_a_page_that_asks_for_the_balance(owed, provider, customer, office):
    project, invoice = owed
    answered(office.post(payments_url(project), {"amount": eur("19.00"), "method": "cash"}))
    page = answered(customer.post(checkout_url(invoice), BACK))
    assert page["amount"] == eur("100.00")
    [session] = provider.sessions.values()
    assert page["url"] == session["url"]
    assert (session["amount_total"], session["currency"]) == (10000, "eur")
    [(method, path, form)] = provider.requests
    assert (method, path) == ("POST", "/v1/checkout/sessions")
    assert form["line_items[0][price_data][product_data][name]"] == invoice.name
    assert form["success_url"] == form["cancel_url"] == BACK["return_url"]
    checkout = Checkout.objects.get()
    assert (str(checkout.id), checkout.status, checkout.amount) == (page["id"], "open", 100)


def test_without_an_account_with_a_provider_nothing_is_paid_online(owed, customer, settings):
    refused = customer.post(checkout_url(owed[1]), BACK)
    assert (refused.status_code, refused.json()["code"]) == (409, "online_payment_unavailable")
    settings.STRIPE_API_KEY = "sk_test_1"
    assert customer.post(checkout_url(owed[1]), BACK).json()["code"] == "online_payment_unavailable"


def test_anothers_invoice_is_not_there(owed, provider, stranger):
    assert stranger.post(checkout_url(owed[1]), BACK).status_code == 404
    assert not provider.requests


def test_of_the_staff_who_may_take_payments_opens_a_page(owed, provider, employee, office):
    page = answered(office.post(checkout_url(owed[1]), BACK))
    refused = employee.post(checkout_url(owed[1]), BACK)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    assert [session["status"] for session in provider.sessions.values()] == ["open"]
    assert Checkout.objects.get().url == page["url"]


def test_what_is_paid_needs_no_page(owed, provider, customer, office):
    project, invoice = owed
    answered(office.post(payments_url(project), {"amount": eur("119.00"), "method": "cash"}))
    refused = customer.post(checkout_url(invoice), BACK)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_owed")
    assert (refused.json()["invoice_status"], provider.requests) == ("paid", [])


@pytest.mark.parametrize(
    "body", [{}, {"return_url": "nowhere"}, {"return_url": "javascript:alert(1)"}, {**BACK, "amount": 1}]
)
def test_what_is_no_request_is_refused(owed, provider, customer, body):
    assert customer.post(checkout_url(owed[1]), body).status_code == 400
    assert not provider.requests


def test_a_new_page_ends_the_one_of_before(owed, provider, customer):
    first, second = (answered(customer.post(checkout_url(owed[1]), BACK)) for _ in range(2))
    assert [session["status"] for session in provider.sessions.values()] == ["expired", "open"]
    assert dict(Checkout.objects.values_list("url", "status")) == {
        first["url"]: "expired",
        second["url"]: "open",
    }


def test_a_repeated_key_is_one_page(owed, provider, customer):
    first, again = (
        customer.post(checkout_url(owed[1]), BACK, headers={"Idempotency-Key": "k"}) for _ in range(2)
    )
    assert (again.status_code, again.content) == (201, first.content)
    assert len(provider.sessions) == 1


def test_who_got_no_answer_and_repeats_the_key_has_the_one_page(owed, provider, customer, monkeypatch):
    key = {"Idempotency-Key": "k"}
    with monkeypatch.context() as impatient:
        impatient.setattr(provider_module, "SECONDS", 0.3)
        provider.hangs()
        assert customer.post(checkout_url(owed[1]), BACK, headers=key).status_code == 503
    provider.answers()
    page = answered(customer.post(checkout_url(owed[1]), BACK, headers=key))
    assert [session["url"] for session in provider.sessions.values()] == [page["url"]]
    assert Checkout.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_pages_asked_for_at_once_one_can_be_paid(owed, provider, customer):
    replies = at_the_same_time(*[lambda: customer.post(checkout_url(owed[1]), BACK)] * 6)
    codes = {reply.json().get("code") for reply in replies if reply.status_code != 201}
    assert codes <= {"checkout_overtaken"}
    assert Checkout.objects.filter(status="open").count() == 1
    page = Checkout.objects.get(status="open")
    shown = {reply.json()["url"] for reply in replies if reply.status_code == 201}
    payable = {session["url"] for session in provider.sessions.values() if session["status"] == "open"}
    assert shown & payable == {page.url}


@pytest.mark.django_db(transaction=True)
def test_a_page_of_an_invoice_that_was_voided_meanwhile_is_not_shown(owed, provider, customer, office, issue):
    """Though the invoice that was issued instead comes to the same."""
    _, invoice = owed

    def void_once_asked():
        assert provider.is_silent()
        answered(office.post(f"{PROJECTS}invoices/{invoice.id}/void/", {"reason": "Another buyer."}))
        issue(Project.objects.get())
        provider.answers()

    provider.hangs()
    refused, _ = at_the_same_time(lambda: customer.post(checkout_url(invoice), BACK), void_once_asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "checkout_overtaken")
    assert not Checkout.objects.exists()


def test_a_page_of_the_invoice_of_before_ends_and_is_not_asked_for_again(
    owed, provider, customer, office, issue
):
    _, invoice = owed
    answered(customer.post(checkout_url(invoice), BACK))
    answered(office.post(f"{PROJECTS}invoices/{invoice.id}/void/", {"reason": "Another buyer."}))
    again = Invoice.objects.get(pk=issue(Project.objects.get())["id"])
    answered(customer.post(checkout_url(again), BACK))
    assert [session["status"] for session in provider.sessions.values()] == ["expired", "open"]
    assert customer.post(checkout_url(invoice), BACK).json()["invoice_status"] == "void"
    assert Checkout.objects.get(status="open").invoice == again


@pytest.mark.django_db(transaction=True)
def test_a_key_that_is_sent_twice_at_once_is_one_page(owed, provider, customer):
    headers = {"Idempotency-Key": "k"}
    replies = at_the_same_time(*[lambda: customer.post(checkout_url(owed[1]), BACK, headers=headers)] * 4)
    assert {(reply.status_code, reply.content) for reply in replies} == {(201, replies[0].content)}
    assert len(provider.sessions) == Checkout.objects.count() == 1


def test_what_is_being_paid_has_no_other_page(owed, provider, customer, api):
    answered(customer.post(checkout_url(owed[1]), BACK))
    provider.pay("cs_test_1", payment_status="unpaid")
    refused = customer.post(checkout_url(owed[1]), BACK)
    assert (refused.status_code, refused.json()["code"]) == (409, "payment_under_way")
    assert send(api, provider.bank_says("cs_test_1", "failed")).status_code == 200
    assert answered(customer.post(checkout_url(owed[1]), BACK))["amount"] == eur("119.00")


def test_what_was_paid_counts_though_no_event_came(owed, provider, customer):
    answered(customer.post(checkout_url(owed[1]), BACK))
    provider.pay("cs_test_1")
    refused = customer.post(checkout_url(owed[1]), BACK)
    assert (refused.json()["code"], refused.json()["invoice_status"]) == ("nothing_owed", "paid")
    assert Payment.objects.get().amount == 119


def test_what_a_bank_refused_has_another_page_though_no_event_came(owed, provider, customer):
    answered(customer.post(checkout_url(owed[1]), BACK))
    provider.pay("cs_test_1", payment_status="unpaid")
    provider.bank_says("cs_test_1", "failed")
    assert answered(customer.post(checkout_url(owed[1]), BACK))["amount"] == eur("119.00")
    assert sorted(Checkout.objects.values_list("status", flat=True)) == ["expired", "open"]


@pytest.mark.parametrize(
    ("currency", "total", "units"),
    [("JPY", "1190", 1190), ("KWD", "11.900", 11900), ("ISK", "500", 50000), ("UGX", "5000", 500000)],
)
def test_an_amount_is_sent_in_the_providers_own_units(
    invoiced, provider, customer, api, currency, total, units
):
    _, invoice = invoiced(total, currency)
    answered(customer.post(checkout_url(invoice), BACK))
    assert provider.sessions["cs_test_1"]["amount_total"] == units
    assert send(api, provider.pay("cs_test_1")).status_code == 200
    assert Payment.objects.get().amount == Decimal(total)
    assert Project.objects.get().balance_amount == 0


@pytest.mark.parametrize(("currency", "total"), [("KWD", "11.905"), ("MGA", "10.50"), ("EUR", "0.49")])
def test_what_no_card_pays_is_refused(invoiced, provider, customer, currency, total):
    _, invoice = invoiced(total, currency)
    refused = customer.post(checkout_url(invoice), BACK)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_payable_online")
    assert not Checkout.objects.exists()


@pytest.mark.drill
@pytest.mark.parametrize("fault", ["away", "failing", "busy", "slow"])
def test_a_provider_that_does_not_answer_is_503(
    owed, provider, customer, monkeypatch, taking_less_than, fault
):
    monkeypatch.setattr(provider_module, "SECONDS", 0.4)
    if fault == "away":
        provider.close()
    provider.fails_with = {
        "failing": (500, {"error": {"message": "…"}}),
        "busy": (429, {"error": {"message": "…"}}),
    }.get(fault)
    if fault == "slow":
        provider.hangs()
    with taking_less_than(2):
        refused = customer.post(checkout_url(owed[1]), BACK)
    assert (refused.status_code, refused.json()["service"]) == (503, "stripe")
    assert not Checkout.objects.exists()


def test_a_provider_that_fails_often_is_left_alone_for_a_while(owed, provider, customer):
    provider.fails_with = (500, {"error": {"message": "…"}})
    codes = [customer.post(checkout_url(owed[1]), BACK).status_code for _ in range(6)]
    assert codes == [503] * 6
    assert len(provider.requests) == 5


def test_a_provider_that_refuses_us_is_502(owed, provider, customer, settings):
    settings.STRIPE_API_KEY = "sk_test_wrong"
    refused = customer.post(checkout_url(owed[1]), BACK)
    assert (refused.status_code, refused.json()["code"]) == (502, "upstream_refused")
    assert "sk_test" not in refused.text


def test_a_page_of_another_account_with_the_provider_is_over(owed, provider, customer):
    answered(customer.post(checkout_url(owed[1]), BACK))
    provider.sessions.clear()
    answered(customer.post(checkout_url(owed[1]), BACK))
    assert sorted(Checkout.objects.values_list("provider_id", "status")) == [
        ("cs_test_1", "expired"),
        ("cs_test_2", "open"),
    ]


def test_a_page_ends_once_something_else_is_owed(owed, provider, customer, office, emitted, deliver):
    project, invoice = owed
    answered(customer.post(checkout_url(invoice), BACK))
    answered(office.post(payments_url(project), {"amount": eur("19.00"), "method": "cash"}))
    [event] = emitted("payment.received.v1")
    assert deliver(event.name, event.data) == "handled"
    assert provider.sessions["cs_test_1"]["status"] == Checkout.objects.get().status == "expired"


def test_what_was_paid_on_an_outdated_page_counts_though_no_event_came(
    owed, provider, customer, office, emitted, deliver
):
    project, invoice = owed
    answered(customer.post(checkout_url(invoice), BACK))
    answered(office.post(payments_url(project), {"amount": eur("19.00"), "method": "cash"}))
    provider.pay("cs_test_1")
    [cash] = emitted("payment.received.v1")
    assert deliver(cash.name, cash.data) == "handled"
    assert Payment.objects.get(method="online").provider_reference == "pi_cs_test_1"
    assert (Checkout.objects.get().status, Project.objects.get().balance_amount) == ("paid", -19)
    assert len(emitted("payment.received.v1")) == 2


def test_a_page_that_asks_for_what_is_owed_stays(owed, provider, customer, example, deliver):
    project, invoice = owed
    answered(customer.post(checkout_url(invoice), BACK))
    deliver("payment.received.v1", {**example("payment.received.v1"), "project_id": project["id"]})
    assert provider.sessions["cs_test_1"]["status"] == Checkout.objects.get().status == "open"
