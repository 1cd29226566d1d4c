"""Rule: after five wrong passwords for one address the next attempt waits, longer each time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts import lockout
from accounts.models import FailedSignIn, Session
from chassis.errors import TooMany
from chassis.origins import Origin
from chassis.testing.parallel import at_the_same_time
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"


@pytest.fixture
def fail(login):
    def fail(times=5, email=ANNA, **options):
        return [login(email, "not-the-password", **options).status_code for _ in range(times)]

    return fail


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


@pytest.mark.shows("AU06")
def test_the_sixth_attempt_is_refused_with_the_time_to_wait(register, login, fail):
    register(email=ANNA)
    assert fail(5) == [401] * 5
    for password in ("not-the-password", PASSWORD):
        reply = login(ANNA, password)
        assert reply.status_code == 429
        assert reply.json()["code"] == "too_many_attempts"
        assert 50 < int(reply["Retry-After"]) <= 60
    assert Session.objects.count() == 1
    # Each counts for the address, and for the client.
    assert FailedSignIn.objects.count() == 10


@pytest.mark.shows("AU06")
def test_each_further_wrong_one_doubles_the_wait_up_to_an_hour(fail, login):
    fail(5)
    waits = []
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for _ in range(8):
            waits.append(int(login(ANNA)["Retry-After"]))
            clock.shift(waits[-1] + 1)
            assert fail(1) == [401]
    assert [round(wait / 60) for wait in waits] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_guesser_who_never_rests_has_33_tries_on_the_first_day_and_24_on_each_after_it():
    """What ADR 45 and ADR 48 count with."""
    subject, began = lockout.of_email(ANNA), timezone.now()
    tries = []
    with time_machine.travel(began, tick=False) as clock:
        while (days := (timezone.now() - began) // timedelta(days=1)) < 3:
            try:
                lockout.judge(subject, right=False)
                tries.append(days)
            except TooMany as refused:
                clock.shift(refused.wait)
    assert [tries.count(day) for day in range(3)] == [33, 24, 24]


@pytest.mark.shows("AU06")
def test_an_unknown_address_is_locked_the_same_way(fail):
    assert fail(6, email="nobody@example.com") == [401] * 5 + [429]


@pytest.mark.shows("AU06")
def test_other_clients_do_not_help_to_guess(register, login, fail):
    register(email=ANNA)
    replies = [fail(1, address=f"198.51.100.{number}") for number in range(6)]
    assert replies == [[401]] * 5 + [[429]]


@pytest.mark.shows("AU06")
def test_no_stranger_locks_the_owner_out_of_a_device_that_signed_in_before(register, login, fail):
    device_token = register(email=ANNA)["device_token"]
    fail(5, address="198.51.100.7")
    assert login(ANNA).status_code == 429
    reply = login(ANNA, device_token=device_token)
    assert reply.status_code == 200
    # What is locked stays so: the right password came from elsewhere.
    assert login(ANNA).status_code == 429
    assert login(ANNA, device_token=reply.json()["device_token"]).status_code == 200


@pytest.mark.shows("AU06")
def test_on_a_known_device_wrong_ones_count_for_that_device_alone(register, login, fail):
    device_token = register(email=ANNA)["device_token"]
    assert fail(6, device_token=device_token) == [401] * 5 + [429]
    assert login(ANNA).status_code == 200


@pytest.mark.parametrize("device_token", ["another's", "", "nonsense", "\u00e4" * 40])
def test_a_device_that_is_not_this_accounts_counts_as_none(register, login, fail, device_token):
    others = register()["device_token"]
    register(email=ANNA)
    device_token = others if device_token == "another's" else device_token
    assert fail(6, device_token=device_token) == [401] * 5 + [429]
    assert login(ANNA).status_code == 429


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


@pytest.mark.shows("AU06")
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


def test_the_lock_opens_after_the_wait(register, login, fail):
    register(email=ANNA)
    fail(5)
    with after(seconds=61):
        assert login(ANNA).status_code == 200


def test_a_day_forgets_what_was_tried(fail):
    fail(5)
    with after(days=1, seconds=1):
        assert fail(6) == [401] * 5 + [429]


def many_failures_of(origin, times, ago=timedelta()):
    digest = lockout.of_client(origin).digest
    failed_at = timezone.now() - ago
    FailedSignIn.objects.bulk_create(FailedSignIn(subject=digest, failed_at=failed_at) for _ in range(times))


@pytest.mark.shows("AU06")
def test_a_hundred_from_one_client_for_whichever_addresses_are_stopped(register, login, fail):
    device_token = register(email=ANNA)["device_token"]
    many_failures_of(Origin("192.0.2.1", ""), 99)
    assert login(ANNA).status_code == 200
    assert fail(1, email="nobody@example.com") == [401]
    refused = login(ANNA)
    assert (refused.status_code, int(refused["Retry-After"]) > 50) == (429, True)
    assert login(ANNA, address="192.0.2.2").status_code == 200
    assert login(ANNA, device_token=device_token).status_code == 200


def test_a_client_that_waited_waits_longer_the_next_time(fail):
    many_failures_of(Origin("192.0.2.1", ""), 99)
    fail(1, email="nobody@example.com")
    with after(seconds=61):
        assert fail(1, email="somebody@example.com") == [401]
        with pytest.raises(TooMany) as refused:
            lockout.refuse_if_locked(lockout.of_client(Origin("192.0.2.1", "")))
        assert 110 < refused.value.wait <= 120


def test_a_hundred_in_a_longer_time_are_not(fail):
    many_failures_of(Origin("192.0.2.1", ""), 100, ago=timedelta(minutes=10, seconds=1))
    assert fail(2, email="nobody@example.com") == [401] * 2


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_an_ipv6_customer_is_one_client_however_many_addresses_it_has(one, another, same):
    assert (lockout.of_client(Origin(one, "")) == lockout.of_client(Origin(another, ""))) is same


def test_a_client_cannot_pretend_to_be_many(login):
    """The gateway writes the last entry; what stands before it is the client's own word."""
    many_failures_of(Origin("192.0.2.1", ""), 99)
    login("nobody@example.com", address="10.0.0.1, 192.0.2.1")
    assert login("nobody@example.com", address="10.9.9.9, 192.0.2.1").status_code == 429


@pytest.mark.shows("AU06")
@pytest.mark.django_db(transaction=True)
def test_a_burst_of_guesses_gains_nothing(register):
    register(email=ANNA)
    body = {"email": ANNA, "password": "not-the-password"}
    guesses = [lambda: APIClient().post("/api/v1/auth/login/", body).status_code] * 9
    assert sorted(at_the_same_time(*guesses)) == [401] * 5 + [429] * 4
