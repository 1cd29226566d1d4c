"""A passkey is made on a device, and kept with its account."""

import cbor2
import pytest

from accounts.models import Account, Session
from chassis.testing.authenticator import BACKED_UP, DOMAIN, EDDSA, ES256, PRESENT, RS256, VERIFIED
from passkeys.actions.registration import MOST_PASSKEYS
from passkeys.models import Ceremony, Passkey
from tests.passkeys.urls import PASSKEYS, REGISTRATION

pytestmark = pytest.mark.django_db


@pytest.mark.shows("AU13")
@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_a_passkey_is_kept_and_is_a_second_factor(somebody, emitted, algorithm):
    anna = somebody("anna@example.com", algorithm)
    reply = anna.add_passkey("Laptop")
    assert reply.status_code == 201
    assert reply["Cache-Control"] == "no-store"
    shown = reply.json()["passkey"]
    assert (shown["name"], shown["backed_up"], shown["last_used_at"]) == ("Laptop", False, None)
    passkey = Passkey.objects.get()
    assert str(passkey.account_id) == anna.account["id"]
    assert bytes(passkey.credential_id) == anna.authenticator.credentials[0].id
    assert cbor2.loads(bytes(passkey.public_key)) == anna.authenticator.credentials[0].keys.public
    assert passkey.transports == ["hybrid", "internal"]
    assert Account.objects.get().second_factors == ["passkey"]
    assert not Ceremony.objects.exists()
    noted = [event.data for event in emitted("account.security_noted.v1")]
    assert ("second_factor_added", "Laptop") in {(data["what"], data["name"]) for data in noted}


def test_the_first_second_factor_comes_with_recovery_codes_and_the_next_without(anna):
    codes = anna.add_passkey().json()["recovery_codes"]
    assert len(codes) == len(set(codes)) == 10
    assert anna.add_passkey().json()["recovery_codes"] == []


def test_the_first_one_ends_all_other_sessions(anna, login):
    login(anna.account["email"])
    anna.add_passkey()
    assert Session.objects.alive().count() == 1
    assert anna.client.get(PASSKEYS).status_code == 200


def test_what_is_asked_for_can_sign_in_without_a_name(anna):
    options = anna.begin(REGISTRATION)["options"]
    assert options["rp"] == {"id": DOMAIN, "name": "ServEase"}
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert (options["attestation"], options["user"]["name"]) == ("none", anna.account["email"])
    assert options["excludeCredentials"] == []


def test_a_device_that_has_one_is_not_asked_for_another(anna, laptop):
    [excluded] = anna.begin(REGISTRATION)["options"]["excludeCredentials"]
    assert excluded["transports"] == ["hybrid", "internal"]


def test_one_that_is_kept_elsewhere_too_says_so(anna):
    anna.authenticator.flags = PRESENT | VERIFIED | BACKED_UP
    assert anna.add_passkey().json()["passkey"]["backed_up"] is True


def test_one_that_two_accounts_send_is_the_first_ones(anna, bea, laptop):
    same = anna.authenticator.credentials[0].id
    reply = bea.add_passkey(id=same)
    assert (reply.status_code, reply.json()["code"]) == (409, "passkey_taken")
    assert str(Passkey.objects.get().account_id) == anna.account["id"]
    assert Account.objects.get(pk=bea.account["id"]).second_factors == []


def test_there_are_twenty_at_most(anna):
    waiting = anna.begin(REGISTRATION)
    for number in range(MOST_PASSKEYS):
        assert anna.add_passkey(str(number)).status_code == 201
    refused = anna.client.post(f"{REGISTRATION}begin/")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_passkeys")
    assert refused.json()["limit"] == MOST_PASSKEYS
    late = anna.complete(REGISTRATION, waiting, anna.authenticator.create(waiting["options"]))
    assert late.json()["code"] == "too_many_passkeys"
    assert Passkey.objects.count() == MOST_PASSKEYS


def test_nobody_is_refused(visitor):
    assert visitor.post(f"{REGISTRATION}begin/").status_code == 401
    assert visitor.post(f"{REGISTRATION}complete/").status_code == 401


def test_without_an_address_of_its_own_the_platform_takes_none(anna, visitor, settings):
    settings.PASSKEY_DOMAIN, settings.PASSKEY_ORIGINS = "", []
    assert anna.client.post(f"{REGISTRATION}begin/").json()["code"] == "passkeys_off"
    assert visitor.post("/api/v1/auth/login/passkey/begin/").json()["code"] == "passkeys_off"
