"""Rule: a refresh token is used once, with ten seconds of grace. A later use ends the session for all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Account, RefreshToken, Session, SigningKey
from chassis.bearer_codes import digest_of
from chassis.testing.parallel import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/token/refresh/"


def later(**ago):
    return time_machine.travel(timezone.now() + timedelta(**ago), tick=True)


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


@pytest.mark.shows("AU02")
def test_a_use_after_the_grace_ends_the_session_for_both(register, refresh, bearing):
    first = register()
    second = refresh(first["refresh"]).json()
    with later(seconds=11):
        assert_ended(refresh(first["refresh"]))
    assert Session.objects.get().revoked_at
    assert_ended(refresh(second["refresh"]))
    assert_ended(bearing(second["access"]).get("/api/v1/auth/me/"))
    assert_ended(bearing(first["access"]).get("/api/v1/auth/me/"))


def test_a_client_whose_answer_was_lost_asks_again_and_stays_signed_in(register, refresh, bearing):
    first = register()
    refresh(first["refresh"])
    with later(seconds=9):
        again = refresh(first["refresh"])
        assert again.status_code == 200
        assert bearing(again.json()["access"]).get("/api/v1/auth/me/").status_code == 200
        assert refresh(again.json()["refresh"]).status_code == 200
    assert Session.objects.get().revoked_at is None


def test_the_grace_begins_with_the_first_use_and_is_not_prolonged_by_others(register, refresh):
    token = register()["refresh"]
    for seconds in (0, 6):
        with later(seconds=seconds):
            assert refresh(token).status_code == 200
    with later(seconds=12):
        assert_ended(refresh(token))


def test_more_than_five_answers_are_refused_and_the_session_lives(register, refresh, bearing):
    token = register()["refresh"]
    pairs = [refresh(token).json() for _ in range(5)]
    for _ in range(3):
        refused = refresh(token)
        assert (refused.status_code, refused.json()["code"]) == (409, "refresh_in_progress")
    assert Session.objects.get().revoked_at is None
    assert RefreshToken.objects.count() == 6
    for pair in pairs:
        assert bearing(pair["access"]).get("/api/v1/auth/me/").status_code == 200
        assert refresh(pair["refresh"]).status_code == 200


@pytest.mark.shows("AU02")
def test_a_use_after_the_grace_counts_also_when_the_use_is_long_forgotten(register, refresh):
    first = register()
    second = refresh(first["refresh"]).json()
    RefreshToken.objects.filter(used_at__isnull=False).delete()
    assert_ended(refresh(first["refresh"]))
    assert_ended(refresh(second["refresh"]))


def test_what_a_leaked_key_signed_ends_no_session(register, refresh):
    first = register()
    second = refresh(first["refresh"]).json()
    RefreshToken.objects.filter(used_at__isnull=False).delete()
    SigningKey.objects.update(withdrawn=True)
    assert refresh(first["refresh"]).json()["code"] == "token_invalid"
    assert refresh(second["refresh"]).status_code == 200


def test_a_second_use_leaves_other_sessions_alone(register, refresh, login, bearing):
    first = register(email="anna@example.com")
    elsewhere = login("anna@example.com").json()
    refresh(first["refresh"])
    with later(seconds=11):
        assert_ended(refresh(first["refresh"]))
    assert bearing(elsewhere["access"]).get("/api/v1/auth/me/").status_code == 200
    assert refresh(elsewhere["refresh"]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_five_go_on_and_the_session_lives(register, refresh, bearing):
    token = register()["refresh"]
    replies = at_the_same_time(*[lambda: APIClient().post(URL, {"refresh": token})] * 20)
    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [409] * 15
    assert RefreshToken.objects.count() == 6
    assert RefreshToken.objects.get(digest=digest_of(token)).uses == 5
    assert Session.objects.get().revoked_at is None
    for reply in replies:
        if reply.status_code == 200:
            assert bearing(reply.json()["access"]).get("/api/v1/auth/me/").status_code == 200
            assert refresh(reply.json()["refresh"]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_many_late_ones_at_once_none_goes_on(register, refresh):
    token = register()["refresh"]
    refresh(token)
    RefreshToken.objects.filter(uses=1).update(used_at=timezone.now() - timedelta(seconds=11))
    replies = at_the_same_time(*[lambda: APIClient().post(URL, {"refresh": token})] * 4)
    assert [reply.json()["code"] for reply in replies] == ["session_revoked"] * 4
    assert Session.objects.get().revoked_at


def test_an_account_that_is_gone_has_no_session(register, refresh):
    token = register()["refresh"]
    Account.objects.all().delete()
    assert_ended(refresh(token))


def test_an_inactive_account_gets_no_new_tokens(register, refresh):
    token = register()["refresh"]
    Account.objects.update(is_active=False)
    assert_ended(refresh(token))
    assert RefreshToken.objects.count() == 1


def test_no_session_lives_longer_than_ninety_days_however_much_it_is_used(register, refresh):
    token = register()["refresh"]
    for day in (13, 26, 39, 52, 65, 78, 89):
        with later(days=day):
            token = refresh(token).json()["refresh"]
    session = Session.objects.get()
    assert session.expires_at == session.created_at + timedelta(days=90)
    with later(days=90, minutes=1):
        assert refresh(token).json()["code"] == "token_expired"


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


@pytest.mark.shows("AU03")
def test_a_refresh_token_is_no_access_token(register, bearing):
    reply = bearing(register()["refresh"]).get("/api/v1/auth/me/")
    assert reply.status_code == 401
    assert reply.json()["code"] == "token_invalid"


@pytest.mark.shows("AU03")
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
