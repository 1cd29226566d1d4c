"""Rule: a refresh token is used once. A second use ends the session for both who hold it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Account, RefreshToken, Session
from tests.racing import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/token/refresh/"


@pytest.fixture
def refresh(visitor):
    return lambda token: visitor.post(URL, {"refresh": token})


def assert_ended(reply):
    assert reply.status_code == 401
    assert reply.json()["code"] == "session_revoked"
    assert "WWW-Authenticate" in reply


def test_a_refresh_token_becomes_a_new_pair(register, refresh, bearing):
    first = register()
    reply = refresh(first["refresh"])
    assert reply.status_code == 200
    second = reply.json()
    assert set(second) == {"access", "refresh"}
    assert second["refresh"] != first["refresh"]
    assert bearing(second["access"]).get("/api/v1/auth/me/").status_code == 200
    assert Session.objects.count() == 1
    assert RefreshToken.objects.count() == 2


def test_tokens_follow_each_other_in_one_session(register, refresh):
    token = register()["refresh"]
    for _ in range(4):
        token = refresh(token).json()["refresh"]
    assert Session.objects.get().refresh_tokens.count() == 5


def test_a_second_use_ends_the_session_for_both(register, refresh, bearing):
    first = register()
    second = refresh(first["refresh"]).json()
    assert_ended(refresh(first["refresh"]))
    assert Session.objects.get().revoked_at
    assert_ended(refresh(second["refresh"]))
    assert_ended(bearing(second["access"]).get("/api/v1/auth/me/"))
    assert_ended(bearing(first["access"]).get("/api/v1/auth/me/"))


def test_a_second_use_leaves_other_sessions_alone(register, refresh, login, bearing):
    first = register(email="anna@example.com")
    elsewhere = login("anna@example.com").json()
    refresh(first["refresh"])
    assert_ended(refresh(first["refresh"]))
    assert bearing(elsewhere["access"]).get("/api/v1/auth/me/").status_code == 200
    assert refresh(elsewhere["refresh"]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_session_ends(register, refresh):
    token = register()["refresh"]
    replies = at_the_same_time(*[lambda: APIClient().post(URL, {"refresh": token})] * 2)
    assert sorted(reply.status_code for reply in replies) == [200, 401]
    assert RefreshToken.objects.count() == 2
    assert Session.objects.get().revoked_at
    [winner] = [reply.json() for reply in replies if reply.status_code == 200]
    assert_ended(refresh(winner["refresh"]))


def test_an_account_that_is_gone_has_no_session(register, refresh):
    token = register()["refresh"]
    Account.objects.all().delete()
    reply = refresh(token)
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_invalid"


def test_an_inactive_account_gets_no_new_tokens(register, refresh):
    token = register()["refresh"]
    Account.objects.update(is_active=False)
    assert_ended(refresh(token))
    assert RefreshToken.objects.count() == 1


def test_a_session_that_was_not_used_for_two_weeks_is_over(register, refresh):
    token = register()["refresh"]
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=True):
        reply = refresh(token)
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_expired"


def test_using_a_session_keeps_it_alive(register, refresh):
    token = register()["refresh"]
    with time_machine.travel(timezone.now() + timedelta(days=13), tick=True):
        token = refresh(token).json()["refresh"]
    with time_machine.travel(timezone.now() + timedelta(days=26), tick=True):
        assert refresh(token).status_code == 200


def test_a_new_role_is_in_the_next_token(register, refresh, bearing):
    token = register()["refresh"]
    Account.objects.update(role="admin", groups=["admin"])
    access = refresh(token).json()["access"]
    assert bearing(access).get("/api/v1/auth/accounts/").status_code == 200


def test_a_refresh_token_is_no_access_token(register, bearing):
    reply = bearing(register()["refresh"]).get("/api/v1/auth/me/")
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_invalid"


def test_an_access_token_is_no_refresh_token(register, refresh):
    reply = refresh(register()["access"])
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_invalid"


@pytest.mark.parametrize("token", ["x", "a.b.c", "é" * 10, "ﬀ"])
def test_what_was_never_handed_out_is_refused(refresh, token):
    reply = refresh(token)
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_invalid"


@pytest.mark.parametrize(
    "body", [{}, {"refresh": ""}, {"refresh": None}, {"refresh": []}, {"refresh": "a" * 5000}]
)
def test_what_is_not_well_formed_is_refused(visitor, body):
    assert visitor.post(URL, body).status_code == 400
