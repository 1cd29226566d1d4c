"""What of a provider's word is believed: an ID token for this sign-in, by a key that it publishes."""

import jwt
import pytest

from accounts.models import Account
from chassis.testing.identity_provider import PERSON, Key
from oidc import provider as asking
from tests.oidc.page import said_to_the_page

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AU14")]


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["another client", "a third"]},
        {"aud": None},
        {"azp": "another client"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 4102444800},
        {"sub": None},
        {"sub": 7},
        {"sub": ""},
        {"sub": "a\x00b"},
        {"sub": "x" * 256},
        {"at_hash": "another"},
    ],
)
def test_an_id_token_that_is_not_for_this_sign_in_confirms_nobody(acme, begin, come_back, claims):
    acme.claims = claims
    assert said_to_the_page(come_back(acme.sign_in(begin()["Location"]))) == "not_confirmed"
    assert not Account.objects.exists()


def test_an_id_token_by_a_key_that_is_not_published_confirms_nobody(acme, begin, come_back):
    acme.key = Key(acme.key.key_id)
    assert said_to_the_page(come_back(acme.sign_in(begin()["Location"]))) == "not_confirmed"


def test_a_provider_may_change_its_key(acme, confirmed, monkeypatch):
    assert confirmed()
    monkeypatch.setattr(asking, "ASKED_ANEW_SECONDS", 0.0)
    acme.key = Key()
    acme.published.append(acme.key)
    assert confirmed()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_algorithm_but_those_of_key_pairs_is_taken(acme, begin, come_back, monkeypatch, algorithm):
    true = jwt.encode

    def forged(claims, key, **options):
        return true(claims, "" if algorithm == "none" else "x" * 32, algorithm=algorithm, headers=acme.header)

    monkeypatch.setattr("chassis.testing.identity_provider.jwt.encode", forged)
    assert said_to_the_page(come_back(acme.sign_in(begin()["Location"]))) == "not_confirmed"


def test_a_provider_that_says_the_address_only_if_asked_once_more_is_asked(acme, confirmed, sign_in):
    acme.person = {"sub": PERSON["sub"]}
    acme.user_info = {"email": "ada@example.org", "email_verified": True, "given_name": "Ada"}
    assert sign_in(confirmed()).json()["account"]["email"] == "ada@example.org"


def test_what_is_said_of_somebody_else_is_not_taken(acme, begin, come_back):
    acme.person = {"sub": PERSON["sub"]}
    acme.user_info = {"sub": "somebody else", "email": "ada@example.org", "email_verified": True}
    assert said_to_the_page(come_back(acme.sign_in(begin()["Location"]))) == "not_confirmed"
