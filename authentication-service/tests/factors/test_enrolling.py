"""Rule: an authenticator app counts once one of its codes has confirmed it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import Account, Session
from chassis.testing.parallel import at_the_same_time
from factors.models import Authenticator, Enrolment, RecoveryCode
from tests.factors.authenticator_app import AuthenticatorApp
from tests.factors.urls import CONFIRM, MFA, REFRESH, TOTP

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(register, bearing):
    return bearing(register(email="anna@example.com")["access"])


def test_the_address_of_the_secret_is_one_that_every_app_reads(anna):
    begun = anna.post(TOTP)
    assert begun["Cache-Control"] == "no-store"
    address = urlsplit(begun.json()["otpauth_url"])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path == "/ServEase:anna%40example.com"
    assert parse_qs(address.query) == {"secret": [begun.json()["secret"]], "issuer": ["ServEase"]}


@pytest.mark.shows("AU07")
def test_a_secret_that_no_code_confirmed_counts_for_nothing(anna, login):
    anna.post(TOTP)
    assert Account.objects.get().second_factors == []
    assert "access" in login("anna@example.com").json()
    assert anna.get(MFA).json() == {
        "second_factors": [],
        "totp": None,
        "recovery_codes_left": 0,
        "enrolment_required": False,
        "has_password": True,
    }


@pytest.mark.shows("AU07")
def test_the_first_code_makes_it_count_with_ten_recovery_codes(enrolled, emitted):
    assert Account.objects.get().second_factors == ["totp"]
    assert len(set(enrolled.recovery_codes)) == RecoveryCode.objects.count() == 10
    [noted] = emitted("account.security_noted.v1")
    assert (noted.data["what"], noted.data["account_id"]) == ("second_factor_added", enrolled.account_id)
    overview = enrolled.client.get(MFA).json()
    assert (overview["second_factors"], overview["recovery_codes_left"]) == (["totp"], 10)
    assert overview["totp"]["last_used_at"]
    assert not Enrolment.objects.exists()


def test_a_wrong_code_confirms_nothing(anna, refused_as):
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    assert refused_as(anna.post(CONFIRM, {"code": app.wrong_code()})) == (400, "code_invalid")
    assert not Authenticator.objects.exists()
    assert anna.post(CONFIRM, {"code": app.code()}).status_code == 200


def test_only_the_newest_secret_is_confirmed(anna, refused_as):
    first = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    second = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    assert refused_as(anna.post(CONFIRM, {"code": first.code()})) == (400, "code_invalid")
    assert anna.post(CONFIRM, {"code": second.code()}).status_code == 200


def test_after_a_quarter_of_an_hour_it_begins_anew(register, bearing, refused_as):
    anna = bearing(register()["access"])
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    Enrolment.objects.update(expires_at=timezone.now())
    assert refused_as(anna.post(CONFIRM, {"code": app.code()})) == (409, "nothing_to_confirm")


def test_it_takes_a_recent_sign_in(anna, refused_as):
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    refused = anna.post(TOTP)
    assert refused_as(refused) == (401, "insufficient_user_authentication")
    assert 'max_age="600"' in refused["WWW-Authenticate"]
    assert not Enrolment.objects.exists()


def test_confirming_takes_one_too(anna, refused_as):
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    assert refused_as(anna.post(CONFIRM, {"code": app.code()})) == (401, "insufficient_user_authentication")
    assert not Authenticator.objects.exists()


def test_a_secret_is_confirmed_in_the_session_to_which_it_was_given(anna, login, bearing, refused_as):
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    elsewhere = bearing(login("anna@example.com").json()["access"])
    assert refused_as(elsewhere.post(CONFIRM, {"code": app.code()})) == (409, "nothing_to_confirm")
    assert not Authenticator.objects.exists()
    assert anna.post(CONFIRM, {"code": app.code()}).status_code == 200


def test_after_five_wrong_codes_the_right_one_waits(anna, refused_as):
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    for _ in range(5):
        assert refused_as(anna.post(CONFIRM, {"code": app.wrong_code()})) == (400, "code_invalid")
    assert refused_as(anna.post(CONFIRM, {"code": app.code()})) == (429, "too_many_attempts")
    assert not Authenticator.objects.exists()


def test_the_first_second_factor_ends_the_sessions_that_were_opened_without_one(
    register, login, enrol, visitor
):
    registered = register()
    elsewhere = login(registered["account"]["email"]).json()
    person = enrol(registered)
    assert visitor.post(REFRESH, {"refresh": elsewhere["refresh"]}).json()["code"] == "session_revoked"
    assert person.client.get(MFA).status_code == 200
    assert Session.objects.alive().get().second_factor == "totp"


def test_another_app_takes_the_place_of_the_first_and_the_recovery_codes_stay(
    enrolled, challenge, finish, refused_as
):
    other = AuthenticatorApp(enrolled.client.post(TOTP).json()["secret"])
    # Until it is confirmed the first one goes on.
    assert finish(challenge(enrolled), enrolled.app.code(steps=1)).status_code == 200
    confirmed = enrolled.client.post(CONFIRM, {"code": other.code()})
    assert confirmed.json() == {"recovery_codes": []}
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        assert refused_as(finish(challenge(enrolled), enrolled.app.code())) == (400, "code_invalid")
        assert finish(challenge(enrolled), other.code()).status_code == 200
        assert finish(challenge(enrolled), enrolled.recovery_codes[0]).status_code == 200


@pytest.mark.shows("AU07")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_confirmations_with_one_code_one_counts(register, bearing):
    anna = bearing(register()["access"])
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    code = app.code()
    replies = at_the_same_time(*[lambda: anna.post(CONFIRM, {"code": code})] * 20)
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 19
    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (1, 10)


@pytest.fixture
def dies_at_the_fifth_recovery_code():
    """Whoever writes it loses the connection to the database there, as a process that is killed does."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
            CREATE TRIGGER die BEFORE INSERT ON factors_recoverycode
            FOR EACH ROW WHEN (NEW.number = 4) EXECUTE FUNCTION die()
            """
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS die CASCADE")


@pytest.mark.django_db(transaction=True)
def test_of_a_confirmation_that_dies_nothing_is_left(
    register, bearing, login, dies_at_the_fifth_recovery_code
):
    registered = register()
    anna = bearing(registered["access"])
    app = AuthenticatorApp(anna.post(TOTP).json()["secret"])
    anna.raise_request_exception = False
    assert anna.post(CONFIRM, {"code": app.code()}).status_code >= 500
    connection.close()
    assert Account.objects.get().second_factors == []
    assert not Authenticator.objects.exists()
    assert "access" in login(registered["account"]["email"]).json()
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION die CASCADE")
    assert len(anna.post(CONFIRM, {"code": app.code()}).json()["recovery_codes"]) == 10


def test_nobody_adds_one(visitor):
    assert visitor.post(TOTP).status_code == 401
