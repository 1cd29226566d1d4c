"""Rule: keys are made on first need, kept encrypted, published without their secret, rotated without loss."""

import json
from datetime import timedelta
from importlib import import_module

import jwt
import pytest
import time_machine
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from rest_framework.test import APIClient

from accounts import signing
from accounts.models import Account, SigningKey
from chassis.testing.parallel import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/.well-known/jwks.json"
ME = "/api/v1/auth/me/"


def key_id_of(token):
    return jwt.get_unverified_header(token)["kid"]


@pytest.fixture
def published(visitor):
    return lambda: [key["kid"] for key in visitor.get(URL).json()["keys"]]


def test_the_first_question_makes_the_first_key(visitor):
    reply = visitor.get(URL)
    assert reply.status_code == 200
    assert reply["Cache-Control"] == "public, max-age=300"
    [key] = reply.json()["keys"]
    row = SigningKey.objects.get()
    assert (key["kid"], key["kty"], key["alg"], key["use"]) == (row.key_id, "RSA", "RS256", "sig")
    assert set(key) == {"kid", "kty", "alg", "use", "n", "e"}


@pytest.mark.shows("AU10")
def test_a_token_verifies_by_the_published_set_alone(register, visitor):
    token = register()["access"]
    [key] = visitor.get(URL).json()["keys"]
    claims = jwt.decode(token, jwt.PyJWK(key), algorithms=["RS256"], audience="servease", issuer="servease")
    account = Account.objects.get()
    assert claims["sub"] == str(account.id)
    assert claims["sid"] == str(account.sessions.get().id)
    assert (claims["role"], claims["token_type"], claims["email_verified"]) == ("customer", "access", False)
    assert 15 * 60 - 2 <= claims["exp"] - claims["iat"] <= 15 * 60
    assert {"jti", "iss", "aud"} <= set(claims)
    assert key_id_of(token) == key["kid"]


def test_the_private_key_is_kept_encrypted(visitor, settings):
    visitor.get(URL)
    kept = bytes(SigningKey.objects.get().encrypted_private_key)
    assert b"PRIVATE" not in kept
    assert signing._opened(kept).key_size == 2048


@pytest.mark.django_db(transaction=True)
def test_replicas_that_start_together_make_one_key():
    sets = at_the_same_time(*[lambda: APIClient().get(URL).json()["keys"]] * 6)
    assert SigningKey.objects.count() == 1
    assert all(one == sets[0] for one in sets)


@pytest.mark.shows("AU10")
def test_a_rotation_signs_nobody_out(register, visitor, bearing, published):
    before = register()
    old = key_id_of(before["access"])
    call_command("rotate_signing_key")
    [same, new] = published()
    assert same == old
    # Other services have time to learn of the new key before it signs.
    assert key_id_of(register()["access"]) == old
    with time_machine.travel(timezone.now() + signing.PUBLISHED_BEFORE_USE + timedelta(seconds=1), tick=True):
        after = register()
        assert key_id_of(after["access"]) == new
        assert bearing(after["access"]).get(ME).status_code == 200
        assert bearing(before["access"]).get(ME).status_code == 200
        assert visitor.post("/api/v1/auth/token/refresh/", {"refresh": before["refresh"]}).status_code == 200


@pytest.mark.shows("AU10")
def test_a_retired_key_is_published_until_its_last_token_has_expired(register, published):
    old = key_id_of(register()["access"])
    call_command("rotate_signing_key")
    retires = timezone.now() + signing.PUBLISHED_BEFORE_USE
    with time_machine.travel(retires + timedelta(minutes=15), tick=True):
        assert old in published()
    with time_machine.travel(retires + timedelta(minutes=16), tick=True):
        assert old not in published()


def test_a_leaked_key_is_withdrawn_at_once(register, visitor, bearing, published, emitted):
    before = register()
    assert bearing(before["access"]).get(ME).status_code == 200
    call_command("rotate_signing_key", at_once=True)
    [event] = emitted("signing_key.withdrawn.v1")
    assert event.data == {"key_id": key_id_of(before["access"])}
    assert key_id_of(before["access"]) not in published()
    refused = bearing(before["access"]).get(ME)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_invalid")
    renewed = visitor.post("/api/v1/auth/token/refresh/", {"refresh": before["refresh"]}).json()
    assert bearing(renewed["access"]).get(ME).status_code == 200


def test_a_withdrawal_that_redis_missed_is_told_by_the_event(register, bearing, settings, emitted, deliver):
    before = register()
    assert bearing(before["access"]).get(ME).status_code == 200
    present, settings.REDIS_URL = settings.REDIS_URL, "redis://127.0.0.1:1/0"
    call_command("rotate_signing_key", at_once=True)
    settings.REDIS_URL = present
    assert bearing(before["access"]).get(ME).status_code == 200  # this process remembers its keys for a while
    [event] = emitted("signing_key.withdrawn.v1")
    assert deliver(event.name, event.data, subject=event.subject, id=event.id) == "handled"
    assert bearing(before["access"]).get(ME).json()["code"] == "token_invalid"


def test_a_key_that_is_withdrawn_is_not_told_again(register, emitted):
    register()
    call_command("rotate_signing_key", at_once=True)
    call_command("rotate_signing_key", at_once=True)
    assert len({event.data["key_id"] for event in emitted("signing_key.withdrawn.v1")}) == 2
    assert len(emitted("signing_key.withdrawn.v1")) == 2


def test_a_key_that_secret_key_sealed_goes_on_signing_after_the_migration(register, settings):
    before = register()
    key = SigningKey.objects.get()
    private = signing.cipher(settings.SIGNING_SECRET).decrypt(bytes(key.encrypted_private_key))
    key.encrypted_private_key = signing.cipher(settings.SECRET_KEY).encrypt(private)
    key.save()
    import_module("accounts.migrations.0003_seal_signing_keys_anew").seal_anew(apps, None)
    assert key_id_of(register()["access"]) == key_id_of(before["access"])
    key.refresh_from_db()
    with pytest.raises(InvalidToken):
        signing.cipher(settings.SECRET_KEY).decrypt(bytes(key.encrypted_private_key))


def test_another_signing_secret_makes_another_signing_key(register, bearing, settings):
    before = register()
    settings.SIGNING_SECRET = "development-only-another-secret-that-is-long-enough"
    after = register()
    assert key_id_of(after["access"]) != key_id_of(before["access"])
    assert bearing(after["access"]).get(ME).status_code == 200
    assert bearing(before["access"]).get(ME).status_code == 200


@pytest.mark.parametrize("key_id", ["unknown", "with\x00null", "\ud800", "k" * 100])
def test_a_key_that_is_not_ours_verifies_nothing(bearing, register, key_id):
    register()
    signer = signing.current_signer()
    header = {"alg": "RS256", "kid": key_id}
    encoded = jwt.utils.base64url_encode(json.dumps(header).encode()).decode()
    reply = bearing(f"{encoded}.e30.{'A' * 342}").get(ME)
    assert signer.key_id != key_id
    assert (reply.status_code, reply.json()["code"]) == (401, "token_invalid")


def test_the_set_is_not_sent_again_while_it_is_the_same(visitor):
    tag = visitor.get(URL)["ETag"]
    assert visitor.get(URL, headers={"If-None-Match": tag}).status_code == 304
