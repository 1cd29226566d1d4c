"""What the provider says of a page: once, signed, and kept whatever else has happened."""

import json
import time

import pytest

from billing import provider as provider_module
from billing.models import Checkout, Payment
from chassis.api.idempotency.models import StoredReply
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.money import eur, payments_url
from tests.billing.payment_provider import event, given_back, signature
from tests.billing.webhooks import URL, send
from tests.urls import PROJECTS

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR21")]


@pytest.fixture
def owed(invoiced, provider, customer):
    """An invoice of 119 EUR, and a page on which it can be paid."""
    project, invoice = invoiced("119.00")
    body = {"return_url": "https://workshop.example/"}
    answered(customer.post(f"{PROJECTS}invoices/{invoice.id}/checkout/", body))
    return project, invoice


def test_a_customer_pays_online(owed, provider, api, customer, emitted):
    project, invoice = owed
    reply = send(api, provider.pay("cs_test_1"))
    assert (reply.status_code, reply.content) == (200, b"")
    [row] = answered(customer.get(payments_url(project)))["results"]
    assert (row["kind"], row["method"], row["amount"], row["actor_id"]) == (
        "payment",
        "online",
        eur("119.00"),
        None,
    )
    assert Payment.objects.get().provider_reference == "pi_cs_test_1"
    assert Checkout.objects.get().status == "paid"
    invoice.refresh_from_db()
    assert invoice.status == "paid"
    assert emitted("payment.received.v1")[0].data["balance"] == eur("0.00")
    assert len(emitted("invoice.settled.v1")) == 1


def test_an_event_that_is_sent_three_times_pays_once(owed, provider, api, emitted):
    body = provider.pay("cs_test_1")
    assert [send(api, body).status_code for _ in range(3)] == [200] * 3
    assert Payment.objects.count() == len(emitted("payment.received.v1")) == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_sent_often_at_once_pays_once(owed, provider, api, emitted):
    body = provider.pay("cs_test_1")
    replies = at_the_same_time(*[lambda: send(api, body)] * 8)
    assert {reply.status_code for reply in replies} == {200}
    assert Payment.objects.count() == len(emitted("payment.received.v1")) == 1
    assert Project.objects.get().balance_amount == 0


@pytest.mark.django_db(transaction=True)
def test_what_comes_online_beside_cash_is_kept_and_is_to_be_paid_back(owed, provider, api, office):
    project, _ = owed
    body, cash = provider.pay("cs_test_1"), {"amount": eur("119.00"), "method": "cash"}
    online, desk = at_the_same_time(lambda: send(api, body), lambda: office.post(payments_url(project), cash))
    assert online.status_code == 200
    taken = desk.status_code == 201
    assert taken or desk.json()["code"] == "over_balance"
    assert Project.objects.get().balance_amount == (-119 if taken else 0)
    assert Payment.objects.filter(method="online").count() == 1


def test_money_that_comes_though_all_is_paid_is_kept(owed, provider, api, office):
    project, invoice = owed
    answered(office.post(payments_url(project), {"amount": eur("100.00"), "method": "cash"}))
    assert send(api, provider.pay("cs_test_1")).status_code == 200
    assert Project.objects.get().balance_amount == -100
    invoice.refresh_from_db()
    assert invoice.status == "paid"


def test_what_a_bank_has_still_to_say_is_no_payment(owed, provider, api):
    assert send(api, provider.pay("cs_test_1", payment_status="unpaid")).status_code == 200
    assert not Payment.objects.exists()
    assert send(api, provider.bank_says("cs_test_1", "succeeded")).status_code == 200
    assert Payment.objects.get().amount == 119


def test_a_page_that_nobody_used_ends(owed, provider, api):
    assert send(api, provider.expire("cs_test_1")).status_code == 200
    assert Checkout.objects.get().status == "expired"
    assert not Payment.objects.exists()


def test_events_in_another_order_change_nothing(owed, provider, api):
    ended = provider.expire("cs_test_1")
    provider.sessions["cs_test_1"]["status"] = "open"
    for body in (provider.pay("cs_test_1"), ended):
        assert send(api, body).status_code == 200
    assert (Checkout.objects.get().status, Payment.objects.count()) == ("paid", 1)


def forged(body):
    return signature(body, secret="whsec_guessed")


@pytest.mark.parametrize(
    "header",
    [
        forged,
        lambda body: "",
        lambda body: "t=1,v1=",
        lambda body: "v1=00",
        lambda body: signature(body).replace("v1=", "v0="),
        lambda body: signature(body) + "é",
        lambda body: f"t={10**400},v1=00",
        lambda body: signature(body, at=time.time() - 301),
        lambda body: signature(body + b" "),
    ],
    ids=["forged", "none", "empty", "no time", "another scheme", "odd", "huge", "too old", "altered"],
)
def test_what_the_provider_has_not_signed_just_now_is_400(owed, provider, api, header):
    body = provider.pay("cs_test_1")
    refused = send(api, body, header(body))
    assert (refused.status_code, refused.json()["code"]) == (400, "webhook_invalid")
    assert not Payment.objects.exists()


def test_without_a_secret_nothing_is_believed(owed, provider, api, settings):
    body = provider.pay("cs_test_1")
    settings.STRIPE_WEBHOOK_SECRET = ""
    assert send(api, body, signature(body, secret="")).json()["code"] == "webhook_invalid"
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (event("customer.created", {"id": "cus_1"}), 200),
        (
            event(
                "checkout.session.completed",
                {"id": "cs_of_others", "expires_at": 1, "payment_status": "paid"},
            ),
            200,
        ),
        (event("checkout.session.completed", {"id": 7}), 400),
        (json.dumps({"type": "checkout.session.completed", "data": {}}).encode(), 400),
        (json.dumps({"type": "x"}).encode(), 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"", 400),
    ],
)
def test_what_is_signed_and_says_nothing_of_a_page_of_ours(provider, api, body, status):
    assert send(api, body).status_code == status
    assert not Payment.objects.exists()


def test_a_payment_of_an_invoice_that_is_not_here_is_ignored(owed, provider, api, logged):
    provider.sessions["cs_test_1"]["metadata"] = {"invoice_id": "019ab0c8-90b2-7d06-b7a5-6e1c2d3f4a5b"}
    assert send(api, provider.pay("cs_test_1")).status_code == 200
    assert not Payment.objects.exists()
    assert "payment of no invoice" in [line["event"] for line in logged]


def test_a_body_of_another_kind_is_refused(provider, api):
    assert (
        api.generic("POST", URL, b"a=b", content_type="application/x-www-form-urlencoded").status_code == 415
    )
    assert api.get(URL).status_code == 405


@pytest.fixture
def given(owed, provider, api, office):
    """Ask to give back 19 EUR of the 119 that were paid on the page."""
    send(api, provider.pay("cs_test_1"))
    url = f"{payments_url(owed[0])}{Payment.objects.get().id}/refund/"
    body = {"amount": eur("19.00"), "reason": "Too much."}
    return lambda **headers: office.post(url, body, headers=headers)


def test_what_was_paid_online_is_given_back_by_the_provider(given, provider, emitted):
    row = answered(given())
    assert list(given_back(provider)) == [("pi_cs_test_1", 1900)]
    refunded = Payment.objects.get(kind="refund")
    assert (str(refunded.id), refunded.provider_reference) == (row["id"], provider.refunds[0]["id"])
    assert [event.data["balance"] for event in emitted("payment.refunded.v1")] == [eur("19.00")]


@pytest.mark.parametrize("refused_by", ["an error", "a status"])
def test_what_the_provider_does_not_give_back_is_not_written_down(given, provider, emitted, refused_by):
    if refused_by == "an error":
        provider.balance, reason = 1899, "Insufficient funds in your Stripe balance."
    else:
        provider.refund_status, reason = "failed", "declined"
    refused = given()
    assert (refused.status_code, refused.json()["code"]) == (409, "refund_refused")
    assert refused.json()["reason"] == reason
    assert not Payment.objects.filter(kind="refund").exists()
    assert not emitted("payment.refunded.v1")
    assert Project.objects.get().balance_amount == 0


def test_while_the_provider_is_away_nothing_is_given_back(given, provider, settings):
    provider.fails_with = (500, {"error": {"message": "…"}})
    assert given().status_code == 503
    settings.STRIPE_API_KEY = ""
    assert given().json()["code"] == "online_payment_unavailable"
    assert not Payment.objects.filter(kind="refund").exists()


def test_who_got_no_answer_and_repeats_the_key_gives_back_once(given, provider, monkeypatch, emitted):
    """Though the project was closed meanwhile, of which no more would be given back."""
    key = {"Idempotency-Key": "k"}
    with monkeypatch.context() as impatient:
        impatient.setattr(provider_module, "SECONDS", 0.3)
        provider.hangs("POST")
        assert given(**key).status_code == 503
    assert not Payment.objects.filter(kind="refund").exists()
    provider.answers()
    provider.forgets_keys()
    Project.objects.update(status="closed")
    row = answered(given(**key))
    assert answered(given(**key)) == row
    StoredReply.objects.all().delete()
    assert answered(given(**key)) == row
    assert list(given_back(provider)) == [("pi_cs_test_1", 1900)]
    assert len(emitted("payment.refunded.v1")) == Payment.objects.filter(kind="refund").count() == 1
    assert given().json()["code"] == "over_refund"


@pytest.mark.django_db(transaction=True)
def test_a_refund_that_is_asked_for_often_at_once_is_given_back_once(given, provider):
    replies = at_the_same_time(*[lambda: given(**{"Idempotency-Key": "k"})] * 4)
    assert {(reply.status_code, reply.content) for reply in replies} == {(201, replies[0].content)}
    assert len(provider.refunds) == Payment.objects.filter(kind="refund").count() == 1


def test_what_was_paid_by_card_is_given_back_at_the_desk(owed, provider, office):
    project, _ = owed
    paid = answered(office.post(payments_url(project), {"amount": eur("19.00"), "method": "card"}))
    body = {"amount": eur("19.00"), "reason": "Too much."}
    answered(office.post(f"{payments_url(project)}{paid['id']}/refund/", body))
    assert not provider.refunds


def test_coins_that_the_provider_cannot_give_back_are_not_given_back(
    invoiced, provider, customer, api, office
):
    project, invoice = invoiced("11.900", "KWD")
    body = {"return_url": "https://workshop.example/"}
    answered(customer.post(f"{PROJECTS}invoices/{invoice.id}/checkout/", body))
    send(api, provider.pay("cs_test_1"))
    url = f"{payments_url(project)}{Payment.objects.get().id}/refund/"
    odd, even = ({"amount": amount, "currency": "KWD"} for amount in ("0.005", "0.010"))
    refused = office.post(url, {"amount": odd, "reason": "Too much."})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_payable_online")
    assert answered(office.post(url, {"amount": even, "reason": "Too much."}))["amount"] == even


def test_money_in_another_currency_is_kept_pays_no_invoice_and_is_given_back(owed, provider, api, office):
    provider.sessions["cs_test_1"]["currency"] = "usd"
    assert send(api, provider.pay("cs_test_1")).status_code == 200
    paid = Payment.objects.get()
    assert (paid.currency, Project.objects.get().balance_amount) == ("USD", 119)
    Project.objects.update(status="closed")
    whole = {"amount": {"amount": "119.00", "currency": "USD"}, "reason": "Not what we asked for."}
    answered(office.post(f"{payments_url(owed[0])}{paid.id}/refund/", whole))
