"""Rule: five wrong passwords in fifteen minutes, for one address and client, and the sixth is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import FailedSignIn, Session
from chassis.testing.parallel import at_the_same_time
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"


@pytest.fixture
def fail(login):
    def fail(times=5, email=ANNA, **options):
        return [login(email, "not-the-password", **options).status_code for _ in range(times)]

    return fail


@pytest.mark.shows("AU06")
def test_the_sixth_attempt_is_refused_with_the_time_to_wait(register, login, fail):
    register(email=ANNA)
    assert fail(5) == [401] * 5
    for password in ("not-the-password", PASSWORD):
        reply = login(ANNA, password)
        assert reply.status_code == 429
        assert reply.json()["code"] == "too_many_attempts"
        assert 14 * 60 < int(reply["Retry-After"]) <= 15 * 60
    assert Session.objects.count() == 1
    # Each counts for the address from this client, and for the address from all.
    assert FailedSignIn.objects.count() == 10


@pytest.mark.shows("AU06")
def test_an_unknown_address_is_locked_the_same_way(fail):
    assert fail(6, email="nobody@example.com") == [401] * 5 + [429]


def test_the_case_of_the_letters_makes_no_other_address(register, fail):
    register(email=ANNA)
    fail(5)
    assert fail(1, email="ANNA@example.com") == [429]


@pytest.mark.parametrize(
    ("registered", "spelling"),
    [
        ("irina.i@example.com", "\u0130r\u0130na.\u0130@example.com"),
        ("kai@example.com", "\u212aai@example.com"),
        ("anna@b\u00fccher.example", "anna@xn--bcher-kva.example"),
        ("anna@xn--bcher-kva.example", "anna@B\u00dcCHER.example"),
        (ANNA, f"  {ANNA} "),
    ],
)
def test_no_spelling_of_an_address_gives_a_fresh_count(register, login, fail, registered, spelling):
    register(email=registered)
    fail(5, email=registered)
    reply = login(spelling)
    # Another spelling is either this address, which is locked, or none of this account's.
    assert (reply.status_code, reply.json()["code"]) in {
        (429, "too_many_attempts"),
        (401, "invalid_credentials"),
    }
    assert Session.objects.count() == 1


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


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("2001:db8:1:2::ffff", 429),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", 429),
        ("2001:db8:1:3::1", 200),
        ("::ffff:192.0.2.1", 200),
    ],
)
def test_an_ipv6_customer_is_one_client_however_many_addresses_it_has(register, login, fail, again, expected):
    register(email=ANNA)
    for number in range(5):
        fail(1, address=f"2001:db8:1:2::{number}")
    assert login(ANNA, address=again).status_code == expected


def test_an_ipv4_address_is_the_same_client_however_it_is_written(register, login, fail):
    register(email=ANNA)
    fail(5, address="::ffff:192.0.2.1")
    assert login(ANNA, address="192.0.2.1").status_code == 429


@pytest.mark.parametrize("email", [ANNA, "nobody@example.com"])
def test_many_clients_together_are_stopped_too(register, fail, email):
    register(email=ANNA)
    replies = [fail(1, email=email, address=f"198.51.100.{number}") for number in range(51)]
    assert replies == [[401]] * 50 + [[429]]


def test_guessing_from_everywhere_does_not_lock_out_whom_we_know(register, login, fail):
    register(email=ANNA)
    login(ANNA, address="192.0.2.7")
    for number in range(51):
        fail(1, address=f"198.51.100.{number}")
    assert login(ANNA, address="198.51.100.99").status_code == 429
    assert login(ANNA, address="192.0.2.7").status_code == 200


def test_whom_we_know_may_not_guess_for_ever_either(register, login, fail):
    register(email=ANNA)
    login(ANNA, address="192.0.2.7")
    assert fail(6, address="192.0.2.7") == [401] * 5 + [429]


@pytest.mark.shows("AU06")
@pytest.mark.django_db(transaction=True)
def test_a_burst_of_guesses_gains_nothing(register):
    register(email=ANNA)
    body = {"email": ANNA, "password": "not-the-password"}
    guesses = [lambda: APIClient().post("/api/v1/auth/login/", body).status_code] * 9
    assert sorted(at_the_same_time(*guesses)) == [401] * 5 + [429] * 4
