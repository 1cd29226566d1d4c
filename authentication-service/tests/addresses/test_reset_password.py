"""Rule: a code that was mailed sets a password once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account, KnownDevice, Session
from chassis.testing.parallel import at_the_same_time
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import FORGOT, ME, REFRESH, RESET, VERIFY
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"
NEW = "it-is-a-long-way-to-go"


@pytest.fixture
def code(signed_up, visitor, mailed):
    visitor.post(FORGOT, {"email": ANNA})
    return mailed("reset_password", ANNA)


def test_the_new_password_counts_and_nothing_of_before(code, signed_up, anna, visitor, login, emitted):
    reply = visitor.post(RESET, {"code": code, "password": NEW})
    assert (reply.status_code, reply.content) == (204, b"")
    assert login(ANNA, PASSWORD).status_code == 401
    assert login(ANNA, NEW).status_code == 200
    assert anna.get(ME).json()["code"] == "session_revoked"
    assert visitor.post(REFRESH, {"refresh": signed_up["refresh"]}).json()["code"] == "session_revoked"
    [noted] = [one for one in emitted("account.security_noted.v1") if one.data["what"] == "password_changed"]
    assert noted.data["account_id"] == signed_up["account"]["id"]
    assert len(emitted("session.ended.v1")) == 1


def test_nobody_waits_any_longer_and_no_device_is_known(code, visitor, login):
    for _ in range(6):
        locked = login(ANNA, "not-the-password")
    assert locked.status_code == 429
    visitor.post(RESET, {"code": code, "password": NEW})
    assert not KnownDevice.objects.exists()
    assert login(ANNA, NEW).status_code == 200


@pytest.mark.shows("AU05")
def test_it_is_used_once(code, visitor, login):
    assert visitor.post(RESET, {"code": code, "password": NEW}).status_code == 204
    assert fields(visitor.post(RESET, {"code": code, "password": "yet-another-long-one"})) == CODE_INVALID
    assert login(ANNA, NEW).status_code == 200


def test_whoever_reads_the_mail_has_the_address(code, visitor, login, emitted):
    assert not Account.objects.get().email_verified
    visitor.post(RESET, {"code": code, "password": NEW})
    assert Account.objects.get().email_verified
    [event] = emitted("account.changed.v1")
    assert event.changes == {"email_verified": [False, True]}


def test_it_counts_for_an_hour(code, visitor):
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert fields(visitor.post(RESET, {"code": code, "password": NEW})) == CODE_INVALID
    assert Account.objects.get().check_password(PASSWORD)


def test_the_newest_counts_alone(code, visitor, mailed):
    visitor.post(FORGOT, {"email": ANNA})
    newest = mailed("reset_password")
    assert fields(visitor.post(RESET, {"code": code, "password": NEW})) == CODE_INVALID
    assert visitor.post(RESET, {"code": newest, "password": NEW}).status_code == 204


def test_a_password_that_was_changed_meanwhile_ends_it(code, anna, visitor):
    changed = {"current_password": PASSWORD, "new_password": "something-else-entirely"}
    assert anna.post("/api/v1/auth/password/change/", changed).status_code == 204
    assert fields(visitor.post(RESET, {"code": code, "password": NEW})) == CODE_INVALID


def test_a_code_for_something_else_is_none(signed_up, mailed, visitor):
    assert fields(visitor.post(RESET, {"code": mailed("verify_email"), "password": NEW})) == CODE_INVALID


def test_neither_is_a_token(signed_up, visitor):
    for token in (signed_up["access"], signed_up["refresh"], signed_up["device_token"]):
        reply = visitor.post(RESET, {"code": token, "password": NEW})
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "code")


def test_who_was_deactivated_sets_none(code, visitor):
    Account.objects.update(is_active=False)
    assert fields(visitor.post(RESET, {"code": code, "password": NEW})) == CODE_INVALID


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short-1", "password_too_short"),
        ("password", "password_too_common"),
        ("918273645546", "password_entirely_numeric"),
        (ANNA, "password_too_similar"),
        ("x" * 1024, "max_length"),
        ("", "blank"),
        ("a-long-way\u0000to-go", "null_characters_not_allowed"),
        (None, "null"),
        (["a-long-way-to-go"], "invalid"),
    ],
)
def test_a_password_that_is_refused_leaves_the_code(code, visitor, password, refusal):
    reply = visitor.post(RESET, {"code": code, "password": password})
    assert fields(reply) == (400, [("password", refusal)])
    assert Account.objects.get().check_password(PASSWORD)
    assert visitor.post(RESET, {"code": code, "password": NEW}).status_code == 204


def test_composed_or_decomposed_it_is_one_password(code, visitor, login):
    assert (
        visitor.post(RESET, {"code": code, "password": "u\u0308ber-alle-berge-ge\u0301n"}).status_code == 204
    )
    assert login(ANNA, "\u00fcber-alle-berge-g\u00e9n").status_code == 200


@pytest.mark.parametrize(
    "broken", ["{0}{0}", "{0:.20}", "{0}=", " {0}", "", "\u00fc", "x" * 201, "{0}\u0000"]
)
def test_a_broken_code_is_refused_and_nothing_is_written(code, visitor, broken):
    reply = visitor.post(RESET, {"code": broken.format(code), "password": NEW})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "code"
    assert Account.objects.get().check_password(PASSWORD)


def test_a_wrong_code_says_nothing_of_the_password(visitor):
    assert fields(visitor.post(RESET, {"code": "x" * 43, "password": "short"})) == CODE_INVALID


def test_no_answer_is_kept_by_anybody_between(code, visitor):
    assert visitor.post(RESET, {"code": code, "password": NEW})["Cache-Control"] == "no-store"
    assert visitor.post(VERIFY, {"code": code})["Cache-Control"] == "no-store"


@pytest.mark.shows("AU05")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_sets_the_password(code, visitor, login):
    passwords = [f"a-long-way-to-number-{number}" for number in range(20)]
    replies = at_the_same_time(
        *[
            lambda password=password: visitor.post(RESET, {"code": code, "password": password}).status_code
            for password in passwords
        ]
    )
    assert sorted(replies) == [204] + [400] * 19
    assert login(ANNA, passwords[replies.index(204)]).status_code == 200
    assert Session.objects.alive().count() == 1
