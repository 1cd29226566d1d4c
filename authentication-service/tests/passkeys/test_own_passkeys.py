"""Rule: a passkey is its account's alone, who names, looks at and removes it."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Account, Session
from chassis.testing.authenticator import Authenticator
from factors.models import RecoveryCode
from passkeys.models import Passkey
from tests.passkeys.people import Person
from tests.passkeys.urls import PASSKEYS, REGISTRATION

pytestmark = pytest.mark.django_db


def address_of(passkey):
    return f"{PASSKEYS}{passkey['id']}/"


def test_they_are_listed_newest_first_and_nothing_of_their_keys_is_shown(anna, laptop):
    anna.add_passkey("Security key")
    listed = anna.client.get(PASSKEYS).json()["results"]
    assert [each["name"] for each in listed] == ["Security key", "Laptop"]
    shown = {"id", "name", "backed_up", "last_used_at", "copy_suspected_at", "created_at"}
    assert set(listed[0]) == shown
    assert anna.client.get(address_of(laptop)).json() == laptop


def test_one_is_renamed_by_its_tag(anna, laptop):
    tag = anna.client.get(address_of(laptop))["ETag"]
    assert anna.client.patch(address_of(laptop), {"name": "Old laptop"}).json()["name"] == "Old laptop"
    assert Passkey.objects.get().name == "Old laptop"
    late = anna.client.patch(address_of(laptop), {"name": "Laptop"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert anna.client.patch(address_of(laptop), {"public_key": "AA"}).status_code == 400


def test_one_that_is_removed_signs_in_no_more_and_takes_recovery_codes_along(anna, laptop, emitted, login):
    assert anna.client.delete(address_of(laptop), headers={"If-Match": '"another"'}).status_code == 412
    assert anna.client.delete(address_of(laptop)).status_code == 204
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert Account.objects.get().second_factors == []
    noted = [event.data for event in emitted("account.security_noted.v1")]
    assert ("second_factor_removed", "Laptop") in {(data["what"], data["name"]) for data in noted}
    assert anna.sign_in().json()["code"] == "passkey_refused"
    assert "access" in login(anna.account["email"]).json()
    assert anna.client.delete(address_of(laptop)).status_code == 404


def test_while_there_is_another_it_goes_on_being_asked_for(anna, laptop):
    anna.add_passkey("Security key")
    assert anna.client.delete(address_of(laptop)).status_code == 204
    assert Account.objects.get().second_factors == ["passkey"]
    assert RecoveryCode.objects.count() == 10
    assert anna.sign_in().status_code == 200


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_another_accounts_is_missing(anna, bea, admin, laptop, method):
    for client in (bea.client, admin):
        body = {"name": "Mine"} if method == "patch" else None
        assert getattr(client, method)(address_of(laptop), body).status_code == 404
    assert bea.client.get(PASSKEYS).json()["results"] == []
    assert Passkey.objects.get().name == "Laptop"


def test_a_reset_of_lost_factors_takes_them_all(anna, laptop, login):
    anna.add_passkey("Security key")
    call_command("reset_second_factor", anna.account["email"], stdout=StringIO())
    assert not Passkey.objects.exists()
    assert not Session.objects.alive().exists()
    assert "access" in login(anna.account["email"]).json()


@pytest.mark.shows("AU13")
def test_an_admin_who_must_have_a_second_factor_adds_a_passkey_and_keeps_it(
    staff, bearing, visitor, settings, django_capture_on_commit_callbacks
):
    settings.REQUIRE_ADMIN_MFA = True
    came = staff("admin")
    admin = Person(bearing(came["access"]), came["account"], Authenticator())
    assert admin.client.get("/api/v1/auth/accounts/").status_code == 403
    assert admin.client.get(PASSKEYS).json()["results"] == []
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.add_passkey().status_code == 201
    assert admin.client.post(f"{REGISTRATION}begin/").json()["code"] == "token_expired"
    pair = visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]}).json()
    admin.client = bearing(pair["access"])
    assert admin.client.get("/api/v1/auth/accounts/").status_code == 200
    [only] = admin.client.get(PASSKEYS).json()["results"]
    refused = admin.client.delete(address_of(only))
    assert (refused.status_code, refused.json()["code"]) == (409, "second_factor_required")
    assert Passkey.objects.exists()
