"""Keys and credentials in no form that there is: each is refused, and nothing fails."""

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.testing.authenticator import KeyPair, encoded
from passkeys.models import Passkey
from tests.passkeys.refused import refused
from tests.passkeys.urls import REGISTRATION, SIGN_IN, STEP_UP

pytestmark = pytest.mark.django_db


def small_rsa():
    return {1: 3, 3: -257, -1: b"\xff" * 64, -2: b"\x01\x00\x01"}


USELESS_KEYS = {
    "off the curve": {1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(31) + b"\x01"},
    "of another algorithm": {**KeyPair(-7).public, 3: -8},
    "short": small_rsa(),
    "long": {1: 3, 3: -257, -1: b"\xff" * 2048, -2: b"\x01\x00\x01"},
    "of no algorithm": {1: 2, 3: -65535},
    "without parts": {},
    "no map": [1, 2],
    "a number": 7,
    "nothing": b"",
}


@pytest.mark.parametrize("what", USELESS_KEYS)
def test_a_key_that_could_verify_nothing_is_not_kept(anna, what):
    assert refused(anna.add_passkey(key=USELESS_KEYS[what])) == "passkey_invalid"
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"fmt": "packed"},
        {"fmt": "unknown"},
        {"fmt": 7},
        {"attStmt": {"sig": b"x"}},
        {"attStmt": None},
        {"authData": b""},
        {"authData": "text"},
        {"id": b""},
        {"id": bytes(1024)},
    ],
    ids=str,
)
def test_a_strange_attestation_is_refused(anna, changes):
    assert refused(anna.add_passkey(**changes)) == "passkey_invalid"
    assert not Passkey.objects.exists()


DEEP = encoded(b"\x81" * 40_000)
STRANGE = [
    {},
    {"id": "AA", "rawId": "AA", "type": "public-key"},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": "text"},
    {"id": 1, "rawId": None, "type": [], "response": {}},
    {"id": "ä", "rawId": "ä", "type": "public-key", "response": {"clientDataJSON": "ä", "userHandle": "%"}},
    {"id": "A", "rawId": "A", "type": "public-key", "response": {"clientDataJSON": "A", "userHandle": "A"}},
    {"response": {"clientDataJSON": encoded(b"[" * 40_000), "userHandle": "\0"}},
    {"response": {"clientDataJSON": encoded(b"\xff\xfe")}},
    {"response": {"attestationObject": DEEP}},
    {"response": {"attestationObject": encoded(b"\x9b" + b"\xff" * 8)}},
    {"response": {"attestationObject": encoded(cbor2.dumps({"fmt": "none"}))}},
]  # fmt: skip


@pytest.mark.parametrize("strange", STRANGE, ids=lambda strange: str(strange)[:40])
def test_a_strange_credential_is_refused(anna, laptop, strange):
    """In a whole one, where what is strange has only some members."""
    for url, code in (
        (REGISTRATION, "passkey_invalid"),
        (STEP_UP, "passkey_invalid"),
        (SIGN_IN, "passkey_refused"),
    ):
        begun = anna.begin(url)
        right = anna.authenticator.answer(begun["options"])
        response = strange.get("response", {})
        merged = {**right["response"], **response} if isinstance(response, dict) else response
        sent = {**right, **strange, "response": merged} if strange.keys() == {"response"} else strange
        if url == REGISTRATION or "attestationObject" not in response:
            assert refused(anna.complete(url, begun, sent)) == code
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize("credential", [None, [], "text", 7])
def test_what_is_no_object_is_malformed(anna, laptop, credential):
    reply = anna.complete(SIGN_IN, anna.begin(SIGN_IN), credential)
    assert reply.status_code == 400
    assert [entry["field"] for entry in reply.json()["errors"]] == ["credential"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=8,
)
MEMBERS = [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
    "transports",
]
RESPONSES = st.dictionaries(st.sampled_from(MEMBERS), JSON | st.binary(max_size=80).map(encoded), max_size=6)


@given(response=RESPONSES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_response_holds_nobody_is_signed_in_and_nothing_fails(anna, laptop, response):
    for url in (SIGN_IN, STEP_UP, REGISTRATION):
        begun = anna.begin(url)
        right = anna.authenticator.answer(begun["options"])
        sent = {**right, "response": response}
        assert anna.complete(url, begun, sent).status_code in {400, 401}
