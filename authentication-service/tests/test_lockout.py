"""Rule: five wrong passwords in fifteen minutes, for one address and client, and the sixth is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import FailedSignIn, Session
from tests.conftest import PASSWORD
from tests.racing import at_the_same_time

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"


@pytest.fixture
def fail(login):
    def fail(times=5, email=ANNA, **options):
        return [login(email, "not-the-password", **options).status_code for _ in range(times)]

    return fail


def test_the_sixth_attempt_is_refused_with_the_time_to_wait(register, login, fail):
    register(email=ANNA)
    assert fail(5) == [401] * 5
    for password in ("not-the-password", PASSWORD):
        reply = login(ANNA, password)
        assert reply.status_code == 429
        assert reply.json()["code"] == "too_many_attempts"
        assert 14 * 60 < int(reply["Retry-After"]) <= 15 * 60
    assert Session.objects.count() == 1
    assert FailedSignIn.objects.count() == 5


def test_an_unknown_address_is_locked_the_same_way(fail):
    assert fail(6, email="nobody@example.com") == [401] * 5 + [429]


def test_the_case_of_the_letters_makes_no_other_address(register, fail):
    register(email=ANNA)
    fail(5)
    assert fail(1, email="ANNA@example.com") == [429]


def test_another_client_may_still_try(register, login, fail):
    register(email=ANNA)
    fail(5, address="192.0.2.1")
    assert login(ANNA, address="192.0.2.2").status_code == 200


def test_a_client_cannot_pretend_to_be_many(register, login, fail):
    """The gateway writes the last entry; what stands before it is the client's own word."""
    register(email=ANNA)
    for number in range(5):
        fail(1, address=f"10.0.0.{number}, 192.0.2.1")
    assert login(ANNA, address="10.9.9.9, 192.0.2.1").status_code == 429


def test_another_account_may_still_sign_in(register, login, fail):
    register(email=ANNA)
    register(email="ben@example.com")
    fail(5)
    assert login("ben@example.com").status_code == 200


def test_signing_in_clears_the_count(register, login, fail):
    register(email=ANNA)
    fail(4)
    assert login(ANNA).status_code == 200
    assert fail(5) == [401] * 5


def test_the_lock_opens_when_the_oldest_failure_is_a_quarter_of_an_hour_old(register, login, fail):
    register(email=ANNA)
    fail(5)
    wait = int(login(ANNA)["Retry-After"])
    with time_machine.travel(timezone.now() + timedelta(seconds=wait + 1), tick=True):
        assert login(ANNA).status_code == 200


def test_old_failures_are_cleared_away(fail):
    fail(3)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        fail(1, email="nobody@example.com")
    assert FailedSignIn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_burst_of_guesses_gains_nothing(register):
    register(email=ANNA)
    body = {"email": ANNA, "password": "not-the-password"}
    guesses = [lambda: APIClient().post("/api/v1/auth/login/", body).status_code] * 9
    assert sorted(at_the_same_time(*guesses)) == [401] * 5 + [429] * 4
