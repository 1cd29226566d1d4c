"""A passkey signs in by itself, finishes a sign-in by password, and shows once more who somebody is."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account, KnownDevice, Session
from chassis.testing.authenticator import DOMAIN, EDDSA, ES256, RS256
from passkeys.models import Ceremony, Passkey
from tests.passkeys.urls import PASSKEYS, REGISTRATION, SECOND_FACTOR, SIGN_IN, STEP_UP

pytestmark = pytest.mark.django_db


def later(**ahead):
    return time_machine.travel(timezone.now() + timedelta(**ahead), tick=True)


@pytest.mark.shows("AU13")
@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_a_passkey_signs_in_without_a_password(somebody, bearing, visitor, algorithm):
    anna = somebody("anna@example.com", algorithm)
    anna.add_passkey()
    anna.client = visitor
    reply = anna.sign_in()
    assert reply.status_code == 200
    assert reply["Cache-Control"] == "no-store"
    assert reply.json()["account"]["id"] == anna.account["id"]
    assert bearing(reply.json()["access"]).get("/api/v1/auth/me/").status_code == 200
    passkey = Passkey.objects.get()
    assert passkey.sign_count == 1
    assert passkey.last_used_at is not None
    assert Session.objects.order_by("-id").first().second_factor == "passkey"
    assert not Ceremony.objects.exists()


def test_whoever_asks_is_offered_nobodys_passkeys(visitor, anna, laptop):
    options = visitor.post(f"{SIGN_IN}begin/").json()["options"]
    assert options["allowCredentials"] == []
    assert (options["rpId"], options["userVerification"]) == (DOMAIN, "required")


def test_one_that_does_not_count_signs_in_again_and_again(somebody):
    anna = somebody("anna@example.com", counts=False)
    anna.add_passkey()
    assert [anna.sign_in().status_code for _ in range(3)] == [200] * 3
    assert Passkey.objects.get().sign_count == 0


def test_a_device_that_is_known_stays_known(anna, laptop, login):
    device_token = anna.sign_in().json()["device_token"]
    known = KnownDevice.objects.count()
    begun = anna.begin(SIGN_IN)
    again = anna.complete(SIGN_IN, begun, anna.authenticator.get(begun["options"]), device_token=device_token)
    assert again.status_code == 200
    assert KnownDevice.objects.count() == known


def test_a_passkey_is_asked_for_after_the_password(anna, laptop, login, visitor):
    asked = login(anna.account["email"]).json()
    assert (asked["mfa_required"], asked["methods"]) == (True, ["passkey"])
    anna.client = visitor
    [allowed] = anna.begin(SECOND_FACTOR, mfa_token=asked["mfa_token"])["options"]["allowCredentials"]
    assert allowed["transports"] == ["hybrid", "internal"]
    reply = anna.show_second_factor(asked["mfa_token"])
    assert reply.status_code == 200
    assert reply.json()["account"]["id"] == anna.account["id"]
    assert Session.objects.order_by("-id").first().second_factor == "passkey"
    again = visitor.post(f"{SECOND_FACTOR}begin/", {"mfa_token": asked["mfa_token"]})
    assert (again.status_code, again.json()["code"]) == (401, "mfa_token_invalid")


def test_five_that_are_wrong_end_the_sign_in(anna, laptop, login, visitor):
    mfa_token = login(anna.account["email"]).json()["mfa_token"]
    anna.client = visitor
    for _ in range(5):
        assert anna.show_second_factor(mfa_token, signature="AA").json()["code"] == "passkey_refused"
    over = visitor.post(f"{SECOND_FACTOR}begin/", {"mfa_token": mfa_token})
    assert over.json()["code"] == "mfa_token_invalid"


def test_a_dangerous_change_is_let_on_by_a_passkey(anna, laptop):
    with later(minutes=11):
        refused = anna.client.delete(f"{PASSKEYS}{laptop['id']}/")
        assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
        assert anna.client.post(f"{REGISTRATION}begin/").status_code == 401
        assert anna.step_up().status_code == 204
        assert anna.client.delete(f"{PASSKEYS}{laptop['id']}/").status_code == 204


def test_who_has_none_is_not_asked_for_one(anna):
    refused = anna.client.post(f"{STEP_UP}begin/")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_passkey")


@pytest.mark.parametrize("state", [{"is_active": False}, {"has_login": False, "password": "!"}])
def test_who_may_not_sign_in_does_not_by_a_passkey(anna, laptop, visitor, state):
    anna.client = visitor
    Account.objects.update(**state)
    reply = anna.sign_in()
    assert (reply.status_code, reply.json()["code"]) == (401, "passkey_refused")
