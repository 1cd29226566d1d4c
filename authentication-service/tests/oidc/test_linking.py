"""Linking an account to an identity of a provider, and unlinking it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Account, Session
from chassis.testing.identity_provider import PERSON
from codes.actions import issue
from codes.derivation import code_of
from codes.purposes import Purpose
from oidc.examples import VERIFIER
from oidc.models import Attempt, Identity
from tests.credentials import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AU14")]
LINK, IDENTITIES = "/api/v1/auth/oidc/link/", "/api/v1/auth/oidc/identities/"


@pytest.fixture
def ada(register, bearing):
    """An account with the address that the provider has verified, signed in."""
    return bearing(register(email=PERSON["email"])["access"])


def linked(client, code, verifier=VERIFIER):
    return client.post(LINK, {"code": code, "code_verifier": verifier})


def test_who_signs_in_links_the_identity_and_signs_in_by_it_from_then_on(ada, confirmed, sign_in, emitted):
    code = confirmed()
    assert sign_in(code).json()["code"] == "link_required"
    reply = linked(ada, code)
    assert (reply.status_code, reply.json()["provider"]) == (201, "acme")
    account = Account.objects.get()
    assert Identity.objects.get().account_id == account.pk
    assert emitted()[-1].data["what"] == "identity_linked"
    assert sign_in(confirmed()).json()["account"]["id"] == str(account.pk)
    assert sign_in(code).status_code == 400


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"email": "somebody@example.org"}, "other_address"),
        ({"email_verified": False}, "email_not_verified"),
    ],
)
def test_only_a_verified_address_that_the_account_has_is_linked(acme, ada, confirmed, person, code):
    acme.person |= person
    reply = linked(ada, confirmed())
    assert (reply.status_code, reply.json()["code"]) == (409, code)
    assert not Identity.objects.exists()


def test_linking_needs_a_sign_in_of_the_last_ten_minutes(ada, confirmed):
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    reply = linked(ada, confirmed())
    assert (reply.status_code, reply.json()["code"]) == (401, "insufficient_user_authentication")
    assert Attempt.objects.get().used_at is None


def test_somebody_elses_code_is_linked_to_nobody(ada, confirmed):
    reply = linked(ada, confirmed(), "another-verifier-that-is-long-enough-for-rfc-7636")
    assert reply.json()["errors"][0]["code"] == "verifier_invalid"
    assert not Identity.objects.exists()


def test_an_identity_belongs_to_one_account(ada, confirmed, sign_in):
    linked(ada, confirmed())
    reply = linked(ada, confirmed())
    assert (reply.status_code, reply.json()["code"]) == (409, "identity_taken")


def test_one_sees_and_unlinks_ones_own_identities_alone(ada, confirmed, register, bearing, emitted):
    identity = linked(ada, confirmed()).json()["id"]
    stranger = bearing(register()["access"])
    assert stranger.get(IDENTITIES).json()["results"] == []
    assert stranger.get(f"{IDENTITIES}{identity}/").status_code == 404
    assert stranger.delete(f"{IDENTITIES}{identity}/").status_code == 404
    assert [one["id"] for one in ada.get(IDENTITIES).json()["results"]] == [identity]
    assert ada.delete(f"{IDENTITIES}{identity}/").status_code == 204
    assert not Identity.objects.exists()
    assert emitted()[-1].data["what"] == "identity_unlinked"


def test_the_only_way_in_stays(confirmed, sign_in, bearing):
    client = bearing(sign_in(confirmed()).json()["access"])
    [identity] = client.get(IDENTITIES).json()["results"]
    reply = client.delete(f"{IDENTITIES}{identity['id']}/")
    assert (reply.status_code, reply.json()["code"]) == (409, "only_way_in")
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    assert client.delete(f"{IDENTITIES}{identity['id']}/").status_code == 204


def reset(visitor):
    """Set another password by mail; what a code of it is, the tests of addresses show."""
    account = Account.objects.get()
    with transaction.atomic():
        code = code_of(issue(account, Purpose.RESET_PASSWORD, address=account.email))
    body = {"code": code, "password": "it-is-a-long-way-to-go"}
    assert visitor.post("/api/v1/auth/password/reset/", body).status_code == 204


def test_what_was_linked_before_the_address_was_verified_opens_nothing_after_a_reset(
    ada, confirmed, sign_in, visitor, emitted
):
    linked(ada, confirmed())
    reset(visitor)
    assert not Identity.objects.exists()
    whats = [event.data["what"] for event in emitted("account.security_noted.v1")]
    assert whats == ["identity_linked", "identity_unlinked", "password_changed"]
    assert sign_in(confirmed()).json()["code"] == "link_required"


def test_what_was_linked_afterwards_goes_on(ada, confirmed, sign_in, visitor):
    Account.objects.update(email_verified=True)
    linked(ada, confirmed())
    reset(visitor)
    assert sign_in(confirmed()).status_code == 200
