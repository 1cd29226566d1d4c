"""Rule: an address is verified by a code that was mailed to it, once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account
from chassis.testing.parallel import at_the_same_time
from codes.models import MailedCode
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import ME, REFRESH, VERIFY

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"


@pytest.fixture
def code(signed_up, mailed):
    return mailed("verify_email", ANNA)


def test_who_registers_is_mailed_one_and_verifies_with_it(code, account, visitor, emitted):
    assert not account().email_verified
    reply = visitor.post(VERIFY, {"code": code})
    assert (reply.status_code, reply.content) == (204, b"")
    assert account().email_verified
    [event] = emitted("account.changed.v1")
    assert (event.changes, event.data["email_verified"]) == ({"email_verified": [False, True]}, True)


def test_the_next_tokens_say_it_and_those_of_before_are_exchanged(
    code, signed_up, anna, visitor, bearing, django_capture_on_commit_callbacks
):
    assert anna.get(ME).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(VERIFY, {"code": code})
    assert anna.get(ME).json()["code"] == "token_expired"
    next_pair = visitor.post(REFRESH, {"refresh": signed_up["refresh"]}).json()
    assert bearing(next_pair["access"]).get(ME).json()["email_verified"] is True


@pytest.mark.shows("AU11")
def test_it_is_used_once(code, visitor):
    assert visitor.post(VERIFY, {"code": code}).status_code == 204
    assert fields(visitor.post(VERIFY, {"code": code})) == CODE_INVALID


def test_it_counts_for_a_day(code, account, visitor):
    with time_machine.travel(timezone.now() + timedelta(hours=24), tick=False):
        assert fields(visitor.post(VERIFY, {"code": code})) == CODE_INVALID
    assert not account().email_verified


def test_it_verifies_no_address_that_came_since(code, account, visitor):
    Account.objects.update(email="anna@example.org")
    assert fields(visitor.post(VERIFY, {"code": code})) == CODE_INVALID
    assert not account().email_verified


@pytest.mark.parametrize(
    "changes",
    [
        {"email_verified": True},
        {"is_active": False},
        {"password": "!" + "x" * 40},
        {"has_login": False, "password": "!" + "x" * 40},
    ],
)
def test_who_needs_none_is_mailed_none(signed_up, events_handled, changes):
    Account.objects.update(**changes)
    events_handled()
    assert not MailedCode.objects.exists()


@pytest.mark.parametrize(
    "body", [{}, {"code": ""}, {"code": None}, {"code": 5}, {"code": "x" * 201}, {"code": "a\u0000b"}]
)
def test_what_is_no_code_is_refused(code, account, visitor, body):
    reply = visitor.post(VERIFY, body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "code")
    assert not account().email_verified


@pytest.mark.shows("AU11")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_verifies(code, visitor, emitted):
    replies = at_the_same_time(*[lambda: visitor.post(VERIFY, {"code": code}).status_code] * 20)
    assert sorted(replies) == [204] + [400] * 19
    assert len(emitted("account.changed.v1")) == 1
