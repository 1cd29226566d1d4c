"""Rule: what is not a valid, unrevoked access or service token is 401, never an error of ours."""

import base64
import json
import time
import uuid

import jwt
import pytest
import time_machine
from authentication_stand_in import SigningKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.auth import tokens
from chassis.auth.authentication import actor_of
from chassis.auth.tokens import REQUIRED, sign
from chassis.context import acting


def encoded(part: object) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def assert_refused(response, code):
    assert response.status_code == 401
    assert response.data["code"] == code
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="servease"'


def test_an_access_token_names_the_account(call, signing_key):
    account_id = uuid.uuid4()
    response = call(signing_key.token(sub=str(account_id), role="admin"))
    assert response.status_code == 200
    assert response.data == {"id": account_id, "role": "admin"}


def test_the_actor_carries_what_the_token_says(authentication_service, signing_key):
    account_id, session_id = uuid.uuid4(), uuid.uuid4()
    token = signing_key.token(sub=str(account_id), sid=str(session_id), role="employee", email_verified=True)
    actor = actor_of(token)
    assert (actor.id, actor.session_id, actor.email_verified, actor.token) == (
        account_id,
        session_id,
        True,
        token,
    )
    assert actor.is_staff
    assert not actor.is_admin
    assert token not in repr(actor)


def test_the_account_is_named_in_the_log(call, signing_key):
    account_id = uuid.uuid4()
    call(signing_key.token(sub=str(account_id)))
    assert acting() == (str(account_id), "customer", "")


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_the_scheme_is_read_in_any_case(call, signing_key, scheme):
    assert call(signing_key.token(), scheme=scheme).status_code == 200


def test_no_token_is_refused(call):
    assert_refused(call(None), "not_authenticated")


def test_another_scheme_is_no_token(call):
    assert_refused(call("dXNlcjpwYXNz", scheme="Basic"), "not_authenticated")


def test_an_expired_token_is_refused_by_name(call, signing_key):
    past = int(time.time()) - 60
    assert_refused(call(signing_key.token(iat=past - 900, exp=past)), "token_expired")


def test_a_token_of_a_machine_whose_clock_is_a_little_ahead_counts(call, signing_key):
    ahead = int(time.time()) + 20
    assert call(signing_key.token(iat=ahead, exp=ahead + 900)).status_code == 200


def test_a_token_that_was_used_before_expires_all_the_same(call, signing_key):
    token = signing_key.token()
    assert call(token).status_code == 200
    with time_machine.travel(time.time() + 3600):
        assert_refused(call(token), "token_expired")


def test_a_token_that_was_used_before_is_not_verified_again(call, signing_key, monkeypatch):
    token = signing_key.token()
    call(token)
    monkeypatch.setattr("chassis.auth.authentication.verified_claims", None)
    assert call(token).status_code == 200


@pytest.mark.parametrize("claim", [*REQUIRED, "sid", "email_verified"])
def test_every_claim_is_needed(call, signing_key, claim):
    assert_refused(call(signing_key.token(without=claim)), "token_invalid")


@pytest.mark.parametrize(
    "claims",
    [
        {"token_type": "refresh"},
        {"token_type": "mfa"},
        {"token_type": None},
        {"token_type": ["access"]},
        {"iss": "elsewhere"},
        {"aud": "elsewhere"},
        {"role": "owner"},
        {"role": "service"},
        {"role": "system"},
        {"role": ["admin"]},
        {"sub": "someone"},
        {"sid": "some-session"},
        {"sid": None},
        {"rights": "many"},
        {"rights": None},
        {"permissions": "assign_work"},
        {"scope": ["vehicles:read"]},
        {"iat": int(time.time()) + 3600},
        {"exp": "tomorrow"},
        {"token_type": "service", "role": "admin"},
        {"token_type": "service", "role": "service", "sub": ""},
    ],
)
def test_a_claim_that_is_not_ours_is_refused(call, signing_key, claims):
    assert_refused(call(signing_key.token(**claims)), "token_invalid")


def test_a_token_of_a_stranger_with_our_key_id_is_refused(call, signing_key):
    assert_refused(call(SigningKey(signing_key.key_id).token()), "token_invalid")


def test_a_changed_payload_is_refused(call, signing_key):
    header, payload, signature = signing_key.token().split(".")
    claims = jwt.decode(f"{header}.{payload}.{signature}", options={"verify_signature": False})
    forged = encoded({**claims, "role": "admin"})
    assert_refused(call(f"{header}.{forged}.{signature}"), "token_invalid")


def test_no_algorithm_is_refused(call, signing_key):
    _, payload, _ = signing_key.token().split(".")
    header = encoded({"alg": "none", "kid": signing_key.key_id})
    assert_refused(call(f"{header}.{payload}."), "token_invalid")


def test_our_public_key_is_not_taken_for_a_shared_secret(call, signing_key):
    import hashlib
    import hmac

    pem = signing_key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _, payload, _ = signing_key.token().split(".")
    signed = f"{encoded({'alg': 'HS256', 'kid': signing_key.key_id})}.{payload}"
    signature = encoded(hmac.new(pem, signed.encode(), hashlib.sha256).digest())
    assert_refused(call(f"{signed}.{signature}"), "token_invalid")


def test_a_token_without_key_id_is_refused(call, signing_key):
    token = jwt.encode({"sub": "x"}, signing_key.private, algorithm="RS256")
    assert_refused(call(token), "token_invalid")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "RS256", "kid": 7},
        {"alg": "RS256", "kid": ""},
        {"alg": "RS256", "kid": None},
        {"alg": "RS256", "kid": "k" * 500},
        {"alg": "RS256", "kid": "\ud800"},
        ["alg"],
        b"[" * 2000,
        b"\xff\xfe",
    ],
)
def test_a_strange_header_is_refused(call, header):
    assert_refused(call(f"{encoded(header)}.{encoded({})}.{encoded(b'x')}"), "token_invalid")


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "a b", "a" * 100_000, "é.é.é"])
def test_what_is_no_token_is_refused(call, token):
    assert_refused(call(token), "token_invalid")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(token=st.text(st.characters(codec="latin-1"), max_size=200))
def test_no_text_makes_us_fail(call, token):
    assert call(token).status_code == 401


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    claims=st.dictionaries(
        st.sampled_from(["sub", "sid", "role", "token_type", "exp", "iat", "nbf", "email_verified", "jti"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=2)),
        min_size=1,
    )
)
def test_no_signed_claim_makes_us_fail(call, signing_key, claims):
    assert call(signing_key.token(**claims)).status_code in {200, 401}


def test_a_service_is_known_by_its_name(call_as_service, signing_key):
    response = call_as_service(
        signing_key.token(token_type="service", role="service", sub="employee-service")
    )
    assert response.status_code == 200
    assert response.data == {"name": "employee-service"}


def test_a_service_is_no_account(call, signing_key):
    response = call(signing_key.token(token_type="service", role="service", sub="employee-service"))
    assert response.status_code == 403


def test_an_account_is_no_service(call_as_service, signing_key):
    assert call_as_service(signing_key.token(role="admin")).status_code == 403


def test_the_header_names_the_key(signing_key):
    assert jwt.get_unverified_header(sign({}, signing_key.private, "a-key"))["kid"] == "a-key"


def test_headers_of_strangers_keep_ours_out_for_no_longer_than_the_next_token(signing_key, monkeypatch):
    monkeypatch.setattr(tokens, "_key_ids", {})
    for number in range(tokens.MOST_HEADERS):
        header = encoded({"alg": "RS256", "kid": f"junk-{number}"})
        assert tokens.key_id_of(f"{header}.e30.e30") == f"junk-{number}"
    ours = signing_key.token()
    assert tokens.key_id_of(ours) == signing_key.key_id
    assert tokens._key_ids == {ours.partition(".")[0]: signing_key.key_id}
