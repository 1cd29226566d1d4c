"""Rule: an admin sees where somebody is signed in, and signs them out on every device at once."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import KnownDevice, Session

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"


def sessions_of(account):
    return f"/api/v1/auth/accounts/{account['id']}/sessions/"


def sign_out(account):
    return f"/api/v1/auth/accounts/{account['id']}/sign-out/"


@pytest.fixture
def anna(register):
    return register(email=ANNA)


@pytest.mark.shows("AU04")
def test_every_session_ends_at_once(admin, anna, login, bearing, visitor, emitted):
    there = login(ANNA).json()
    assert admin.post(sign_out(anna["account"])).status_code == 204
    for came in (anna, there):
        assert bearing(came["access"]).get("/api/v1/auth/me/").json()["code"] == "session_revoked"
        refused = visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]})
        assert refused.json()["code"] == "session_revoked"
    ended = {str(pk) for pk in Session.objects.filter(revoked_at__isnull=False).values_list("id", flat=True)}
    assert {event.data["session_id"] for event in emitted("session.ended.v1")} == ended
    assert len(ended) == 2
    assert not KnownDevice.objects.filter(account_id=anna["account"]["id"]).exists()
    assert login(ANNA).status_code == 200


def test_nobody_elses_session_ends(admin, anna, register, bearing):
    other = register()
    admin.post(sign_out(anna["account"]))
    assert bearing(other["access"]).get("/api/v1/auth/me/").status_code == 200
    assert admin.get("/api/v1/auth/me/").status_code == 200


def test_an_account_that_there_is_not_is_missing(admin):
    for address in (sign_out, sessions_of):
        method = admin.post if address is sign_out else admin.get
        assert method(address({"id": uuid.uuid4()})).status_code == 404


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_only_an_admin_may(anna, staff, bearing, role):
    somebody = bearing(staff(role)["access"])
    assert somebody.post(sign_out(anna["account"])).status_code == 403
    assert somebody.get(sessions_of(anna["account"])).status_code == 403
    assert not Session.objects.filter(revoked_at__isnull=False).exists()


def test_it_needs_a_sign_in_of_the_last_ten_minutes(admin, anna):
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    refused = admin.post(sign_out(anna["account"]))
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
    assert refused["WWW-Authenticate"] == (
        'Bearer realm="servease", error="insufficient_user_authentication", max_age="600"'
    )
    assert not Session.objects.filter(revoked_at__isnull=False).exists()


@pytest.mark.shows("AU08")
def test_an_admin_sees_where_somebody_is_signed_in_and_not_where_they_were(admin, anna, login):
    login(ANNA, address="198.51.100.7")
    Session.objects.filter(account_id=anna["account"]["id"]).earliest("id").delete()
    [session] = admin.get(sessions_of(anna["account"])).json()["results"]
    assert (session["address"], session["current"]) == ("198.51.100.7", False)
    admin.post(sign_out(anna["account"]))
    assert admin.get(sessions_of(anna["account"])).json()["results"] == []
