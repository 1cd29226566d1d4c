"""Rule: whether an address has an account shows neither in the answer nor in the time it takes."""

import os
import statistics
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import actions
from accounts.hashers import Argon2PasswordHasher
from accounts.models import Account, FailedSignIn, KnownDevice, Session
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
    assert [event.name for event in emitted()] == ["account.registered.v1", "account.security_noted.v1"]


class Counted(Argon2PasswordHasher):
    """Counts how often something is hashed, to store or to compare it."""

    times = 0

    def encode(self, password, salt):
        Counted.times += 1
        return super().encode(password, salt)

    def verify(self, password, encoded):
        Counted.times += 1
        return super().verify(password, encoded)


@pytest.fixture
def refused_addresses(register):
    """Addresses at which a password is refused, each for another reason; dora was invited and has none."""
    register(email="anna@example.com")
    inactive = register(email="ben@example.com")["account"]["id"]
    Account.objects.filter(pk=inactive).update(is_active=False)
    Account.objects.create(email="carl@example.com", first_name="Carl", has_login=False, password="!")
    Account.objects.create(email="dora@example.com", first_name="Dora", password="!")
    return {
        "anna@example.com": "not-the-password",
        "nobody@example.com": PASSWORD,
        "ben@example.com": PASSWORD,
        "carl@example.com": PASSWORD,
        "dora@example.com": PASSWORD,
    }


@pytest.mark.shows("AU06")
def test_whatever_is_wrong_with_it_a_sign_in_gets_the_same_answer(refused_addresses, login):
    before = Session.objects.count()
    replies = [login(email, password) for email, password in refused_addresses.items()]
    assert {(reply.status_code, reply["WWW-Authenticate"]) for reply in replies} == {
        (401, 'Bearer realm="servease"')
    }
    bodies = [reply.json() | {"request_id": ""} for reply in replies]
    assert bodies == [bodies[0]] * 5
    assert bodies[0]["code"] == "invalid_credentials"
    assert Session.objects.count() == before
    # Nor does it show in what is counted.
    counts = Counter(FailedSignIn.objects.values_list("subject", flat=True))
    assert sorted(counts.values()) == [1, 1, 1, 1, 1, 5]


@pytest.mark.shows("AU06")
def test_whatever_is_wrong_with_it_a_sign_in_hashes_once(refused_addresses, login, settings):
    """Nearly all of the time goes there."""
    settings.PASSWORD_HASHERS = [f"{__name__}.{Counted.__name__}"]
    hashed = {}
    for email, password in refused_addresses.items():
        Counted.times = 0
        assert login(email, password).status_code == 401
        hashed[email] = Counted.times
    assert hashed == dict.fromkeys(refused_addresses, 1)


@pytest.mark.skipif("DRILLS" not in os.environ, reason="Compares times, which takes many attempts.")
@pytest.mark.drill
def test_whatever_is_wrong_with_it_a_sign_in_takes_the_same_time(
    our_figures, refused_addresses, login, chance
):
    """Medians of interleaved attempts; one Argon2 check is nearly all of the time."""
    took = {email: [] for email in refused_addresses}
    for number in range(400):
        for email in chance.sample(list(took), len(took)):
            FailedSignIn.objects.all().delete()
            began = time.perf_counter()
            assert (
                login(email, refused_addresses[email], address=f"192.0.2.{number % 250}").status_code == 401
            )
            took[email].append(time.perf_counter() - began)
    medians = [statistics.median(times) for times in took.values()]
    assert max(medians) / min(medians) < 1.05


def test_a_hash_of_other_parameters_is_made_anew_by_the_right_password_alone(
    register, login, settings, our_figures
):
    class Cheaper(Argon2PasswordHasher):
        time_cost = 1

    register(email="anna@example.com")
    account = Account.objects.get()
    Account.objects.update(password=Cheaper().encode(PASSWORD, "a-salt-of-many-bytes"))
    before = Account.objects.get().password
    assert login("anna@example.com", "not-the-password").status_code == 401
    assert Account.objects.get().password == before
    assert login("anna@example.com").status_code == 200
    assert Account.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert login("anna@example.com").status_code == 200
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


def test_a_device_that_is_not_known_is_told_of_once(register, login, emitted):
    """The first sign-in is nobody's news; nor is the same program at the same address."""
    device_token = register(email="anna@example.com")["device_token"]
    Session.objects.update(user_agent="Firefox", address="192.0.2.1")
    assert login("anna@example.com", agent="Firefox").status_code == 200
    assert login("anna@example.com", agent="Curl", device_token=device_token).status_code == 200
    assert emitted("account.security_noted.v1") == []
    assert login("anna@example.com", agent="Curl", address="198.51.100.7").status_code == 200
    [event] = emitted("account.security_noted.v1")
    noted = (event.data["what"], event.data["address"], event.data["user_agent"])
    assert noted == ("new_sign_in", "198.51.100.7", "Curl")


def test_after_a_forced_sign_out_whoever_comes_first_is_told_of(register, login, admin, emitted):
    """Nor does it help to come from where somebody was signed in before."""
    account = register(email="anna@example.com")["account"]
    login("anna@example.com", agent="Curl", address="198.51.100.7")
    before = len(emitted("account.security_noted.v1"))
    assert admin.post(f"/api/v1/auth/accounts/{account['id']}/sign-out/").status_code == 204
    assert login("anna@example.com", agent="Curl", address="198.51.100.7").status_code == 200
    assert [event.data["what"] for event in emitted("account.security_noted.v1")[before:]] == ["new_sign_in"]


def test_an_account_has_twenty_devices_at_most_and_the_newest(register, login):
    tokens = [register(email="anna@example.com")["device_token"]]
    tokens += [login("anna@example.com").json()["device_token"] for _ in range(20)]
    account = Account.objects.get()
    assert KnownDevice.objects.count() == 20
    assert actions.known_device(account, tokens[0]) is None
    assert all(actions.known_device(account, token) for token in tokens[1:])


def test_a_device_is_known_for_four_hundred_days_after_its_last_sign_in(register):
    device_token = register(email="anna@example.com")["device_token"]
    account = Account.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=399)):
        assert actions.known_device(account, device_token)
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert actions.known_device(account, device_token) is None


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
