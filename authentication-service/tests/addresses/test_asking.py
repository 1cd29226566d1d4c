"""Rule: who asks without a login learns of no account."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account
from chassis.testing.parallel import at_the_same_time
from codes.models import CodeRequest, MailedCode
from tests.addresses.refused import fields
from tests.addresses.urls import FORGOT, RESEND

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"
NOBODY = "nobody@example.com"


@pytest.fixture(params=[FORGOT, RESEND])
def url(request):
    return request.param


@pytest.fixture
def ask(visitor):
    def ask(url, email=ANNA, address="192.0.2.1"):
        return visitor.post(url, {"email": email}, headers={"X-Forwarded-For": address})

    return ask


def purpose_of(url):
    return "reset_password" if url == FORGOT else "verify_email"


@pytest.mark.shows("AU05")
def test_both_are_answered_alike_and_cost_the_same(
    signed_up, ask, url, emitted, django_assert_num_queries, events_handled
):
    events_handled()
    MailedCode.objects.all().delete()
    for email in (ANNA, NOBODY):
        with django_assert_num_queries(7):
            reply = ask(url, email)
        assert (reply.status_code, reply.content) == (204, b"")
    assert len(emitted("code.requested.v1")) == CodeRequest.objects.count() == 2
    assert {event.data.keys() == {"request_id"} for event in emitted("code.requested.v1")} == {True}
    assert not MailedCode.objects.exists()


def test_the_owner_is_sent_a_code_in_any_case_of_the_address(signed_up, ask, url, mailed, events_handled):
    events_handled()
    MailedCode.objects.all().delete()
    assert ask(url, "ANNA@Example.com").status_code == 204
    assert mailed(purpose_of(url), ANNA)
    assert MailedCode.objects.count() == 1


def test_a_request_that_is_handed_over_twice_is_answered_once(signed_up, ask, deliver, emitted):
    ask(FORGOT)
    [event] = emitted("code.requested.v1")
    handed_over = [deliver(event.name, event.data, id=event.id) for _ in range(2)]
    assert handed_over == ["handled", "duplicate"]
    assert MailedCode.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"is_active": False},
        {"has_login": False, "password": "!" + "x" * 40},
        {"email": "other@example.com"},
    ],
)
def test_nobody_else_is_sent_one(signed_up, ask, url, events_handled, changes):
    events_handled()
    MailedCode.objects.all().delete()
    Account.objects.update(**changes)
    assert ask(url).status_code == 204
    events_handled()
    assert not MailedCode.objects.exists()


def test_a_verified_address_is_not_verified_again(verified, ask, events_handled):
    before = MailedCode.objects.count()
    assert ask(RESEND).status_code == 204
    events_handled()
    assert MailedCode.objects.count() == before


@pytest.mark.shows("AU11")
def test_the_sixth_within_an_hour_is_429_whoever_it_is_about(signed_up, ask, url):
    for email in (ANNA, NOBODY):
        assert [ask(url, email).status_code for _ in range(5)] == [204] * 5
        reply = ask(url, email)
        assert (reply.status_code, reply.json()["code"]) == (429, "too_many_codes")
        assert 3590 <= int(reply["Retry-After"]) <= 3600
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert ask(url).status_code == 204


def test_a_stranger_elsewhere_keeps_nobody_from_asking(signed_up, ask, url):
    for _ in range(6):
        ask(url, address="198.51.100.7")
    assert ask(url, address="192.0.2.1").status_code == 204


def test_a_client_asks_for_thirty_in_an_hour(ask, url):
    replies = [
        ask(url, f"person{number}@example.com", f"2001:db8::{number:x}").status_code for number in range(31)
    ]
    assert replies == [204] * 30 + [429]


def test_one_account_is_mailed_five_an_hour_from_wherever_it_is_asked(signed_up, ask, events_handled):
    for number in range(8):
        assert ask(FORGOT, address=f"192.0.2.{number}").status_code == 204
    events_handled()
    assert MailedCode.objects.filter(purpose="reset_password").count() == 5


@pytest.mark.parametrize(
    "email", ["", "nobody", "a b@example.com", "a@b@example.com", "ann\u0000a@example.com", 5]
)
def test_what_is_no_address_is_refused_for_everybody(ask, url, email):
    assert fields(ask(url, email))[1][0][0] == "email"
    assert not CodeRequest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_that_come_together_five_are_taken(ask):
    replies = at_the_same_time(*[lambda: ask(FORGOT).status_code] * 20)
    assert sorted(replies) == [204] * 5 + [429] * 15
