"""Rule: a new password takes the current one, and ends all other sessions."""

import pytest

from accounts.models import Account, FailedSignIn
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/password/change/"
NEW = "it-is-a-long-way-to-go"
ANNA = "anna@example.com"


@pytest.fixture
def anna(register, bearing):
    return bearing(register(email=ANNA)["access"])


def test_the_new_password_counts_and_the_old_one_no_more(anna, login, emitted):
    reply = anna.post(URL, {"current_password": PASSWORD, "new_password": NEW})
    assert reply.status_code == 204
    assert login(ANNA, PASSWORD).status_code == 401
    assert login(ANNA, NEW).status_code == 200
    event = emitted("account.security_noted.v1")[0]
    assert (event.data["what"], event.data["address"]) == ("password_changed", "127.0.0.1")


def test_other_sessions_end_and_this_one_goes_on(anna, login, bearing, visitor):
    elsewhere = login(ANNA).json()
    anna.post(URL, {"current_password": PASSWORD, "new_password": NEW})
    assert anna.get("/api/v1/auth/me/").status_code == 200
    assert bearing(elsewhere["access"]).get("/api/v1/auth/me/").json()["code"] == "session_revoked"
    refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": elsewhere["refresh"]})
    assert refused.json()["code"] == "session_revoked"


def test_a_wrong_current_password_changes_nothing(anna, login):
    kept = Account.objects.get().password
    reply = anna.post(URL, {"current_password": "not-the-password", "new_password": NEW})
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [
        ("current_password", "wrong_password")
    ]
    assert Account.objects.get().password == kept


def test_who_has_none_is_told_so_and_no_guess_is_counted(anna):
    account = Account.objects.get()
    account.set_password(None)
    account.save()
    reply = anna.post(URL, {"current_password": PASSWORD, "new_password": NEW})
    assert (reply.status_code, reply.json()["code"]) == (409, "no_password")
    assert not FailedSignIn.objects.exists()
    assert not Account.objects.get().has_usable_password()


def test_after_five_wrong_ones_whoever_asks_waits_and_signing_in_does_not(anna, login):
    for _ in range(5):
        anna.post(URL, {"current_password": "not-the-password", "new_password": NEW})
    reply = anna.post(URL, {"current_password": PASSWORD, "new_password": NEW})
    assert reply.status_code == 429
    assert 50 < int(reply["Retry-After"]) <= 60
    assert login(ANNA).status_code == 200


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short-1", "password_too_short"),
        ("password", "password_too_common"),
        (ANNA, "password_too_similar"),
        ("9" * 129, "max_length"),
    ],
)
def test_a_weak_password_is_refused(anna, new, code):
    kept = Account.objects.get().password
    reply = anna.post(URL, {"current_password": PASSWORD, "new_password": new})
    assert reply.status_code == 400
    assert ("new_password", code) in {(error["field"], error["code"]) for error in reply.json()["errors"]}
    assert Account.objects.get().password == kept


def test_nobody_is_refused(visitor):
    assert visitor.post(URL, {"current_password": PASSWORD, "new_password": NEW}).status_code == 401
