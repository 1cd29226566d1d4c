"""Rule: whether an address has an account shows neither in the answer nor in the time it takes."""

import statistics
import time

import pytest

from accounts.models import Account, Session
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/login/"


@pytest.mark.parametrize("email", ["anna@example.com", "ANNA@Example.com"])
def test_the_right_password_signs_in(register, login, bearing, emitted, email):
    account = register(email="anna@example.com")["account"]
    reply = login(email, agent="Firefox")
    assert reply.status_code == 200
    assert reply.json()["account"] == account
    assert bearing(reply.json()["access"]).get("/api/v1/auth/me/").status_code == 200
    assert Session.objects.count() == 2
    assert Session.objects.latest("created_at").user_agent == "Firefox"
    assert [event.name for event in emitted()] == ["account.registered.v1"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(register, login):
    register(email="anna@example.com")
    wrong = login("anna@example.com", "not-the-password")
    unknown = login("nobody@example.com", "not-the-password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}
    assert wrong.json()["code"] == "invalid_credentials"
    assert wrong["WWW-Authenticate"] == unknown["WWW-Authenticate"] == 'Bearer realm="servease"'
    assert Session.objects.count() == 1


def test_a_wrong_password_and_an_unknown_address_take_the_same_time(register, login):
    register(email="anna@example.com")

    def median(email):
        took = []
        for number in range(9):
            began = time.perf_counter()
            assert login(email, "not-the-password", address=f"192.0.2.{number}").status_code == 401
            took.append(time.perf_counter() - began)
        return statistics.median(took)

    assert 0.5 < median("anna@example.com") / median("nobody@example.com") < 2


def test_an_inactive_account_is_told_only_to_who_knows_the_password(register, login):
    register(email="anna@example.com")
    Account.objects.update(is_active=False)
    assert login("anna@example.com", "not-the-password").json()["code"] == "invalid_credentials"
    reply = login("anna@example.com")
    assert reply.status_code == 401
    assert reply.json()["code"] == "account_inactive"
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "anna@example.com"},
        {"password": PASSWORD},
        {"email": "", "password": ""},
        {"email": {}, "password": []},
        {"email": "a\x00b", "password": PASSWORD},
        {"email": "anna@example.com", "password": PASSWORD, "remember": True},
        [],
        "anna",
        None,
    ],
)
def test_what_is_not_well_formed_is_refused(visitor, body):
    reply = visitor.post(URL, body)
    assert reply.status_code == 400
    assert not Session.objects.exists()


def test_get_is_not_a_way_to_sign_in(visitor):
    assert visitor.get(URL).status_code == 405
