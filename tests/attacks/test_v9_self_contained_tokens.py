"""OWASP ASVS 5.0, chapter V9: tokens that are forged, borrowed, cut and out of their time, at all eight
services.

What a single service makes of claims and headers of every shape is in servease-chassis/tests/auth.
"""

import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
import requests
from attackers import OF_EACH_SERVICE, StolenKey, answers_of_each_service, claims_of, now
from callers import PASSWORD
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm
from platform_client import Person
from second_factors import AuthenticatorApp, password_alone
from services import PORTS

from chassis.testing.authenticator import encoded

INVALID, EXPIRED = (401, "token_invalid"), (401, "token_expired")
EVIL = rsa.generate_private_key(65537, 2048)


def part(content: Any) -> str:
    return encoded(json.dumps(content).encode())


def header_of(token: str) -> dict[str, Any]:
    return jwt.get_unverified_header(token)


def public_pem(key: StolenKey) -> bytes:
    """What everybody can make of the published key set."""
    public = load_pem_private_key(key.pem, None).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def by_secret(secret: bytes, header: dict[str, Any], claims: dict[str, Any]) -> str:
    """HS256, made without a library: those refuse to."""
    signed = f"{part(header)}.{part(claims)}"
    return f"{signed}.{encoded(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


@pytest.fixture
def refused_everywhere(gateway: str) -> Callable[..., None]:
    """Each service answers 401 to the token, for its own reason."""

    def check(token: str, answer: tuple[int, str] = INVALID) -> None:
        assert answers_of_each_service(gateway, token) == dict.fromkeys(OF_EACH_SERVICE, answer)

    return check


@pytest.fixture
def watched() -> Iterator[socket.socket]:
    """An address at which nobody of the platform must ask for a key."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_a_token_by_the_true_key_counts(gateway: str, victim: Person, stolen_key: StolenKey) -> None:
    """9.1.1: what the other tests forge would pass, if it were not for what each of them changes."""
    forged = stolen_key.token({**claims_of(victim.token), "jti": "another"})
    answers = answers_of_each_service(gateway, forged)
    assert answers == answers_of_each_service(gateway, victim.token)
    assert set(answers.values()) == {(200, ""), (403, "permission_denied")}


ALGORITHMS = ["none", "None", "NONE", "nOnE", "", "HS256", "HS512", "RS512", "PS256", "ES256", None, ["none"]]


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=str)
def test_no_algorithm_of_the_attackers_choice(
    victim: Person, stolen_key: StolenKey, refused_everywhere: Callable[..., None], algorithm: Any
) -> None:
    """9.1.2: `alg` none in four spellings, and others; unsigned, by the old signature and by the public key
    as secret.
    """
    header = {**header_of(victim.token), "alg": algorithm}
    claims = claims_of(victim.token) | {"role": "admin"}
    _, _, signature = victim.token.split(".")
    refused_everywhere(f"{part(header)}.{part(claims)}.")
    refused_everywhere(f"{part(header)}.{part(claims)}.{signature}")
    refused_everywhere(by_secret(public_pem(stolen_key), header, claims))


KEY_IDS = {
    "a path": "../../../../../../dev/null",
    "an absolute path": "/proc/sys/kernel/randomize_va_space",
    "SQL": "x' UNION SELECT 'secret' --",
    "SQL that waits": "x'; SELECT pg_sleep(20); --",
    "a null byte": "key\x00id",
    "a command": "key|sleep 20",
    "ten kilobytes": "k" * 10_000,
    "nothing": "",
    "a number": 7,
    "a list": ["key"],
    "an address": "http://127.0.0.1/key",
}


@pytest.mark.parametrize("key_id", KEY_IDS)
def test_a_key_id_names_a_published_key_or_nothing(
    victim: Person, gateway: str, refused_everywhere: Callable[..., None], key_id: str
) -> None:
    """9.1.3: `kid` with a path, SQL, a null byte, 10 kB: signed by an empty secret, as such a path would
    give.
    """
    header = {"alg": "HS256", "typ": "JWT", "kid": KEY_IDS[key_id]}
    token = by_secret(b"", header, claims_of(victim.token))
    if key_id == "ten kilobytes":
        # The gateway takes no header as long.
        answer = Person(gateway, "bearer").request(
            "GET", "vehicles/", headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code in {400, 401, 431}
        token = by_secret(b"", {**header, "kid": "k" * 3000}, claims_of(victim.token))
    refused_everywhere(token)


@pytest.mark.parametrize("claimed", ["the true key", "another"])
@pytest.mark.parametrize("header", ["jwk", "jku", "x5u", "x5c"])
def test_no_key_that_a_token_brings_along(
    victim: Person,
    refused_everywhere: Callable[..., None],
    watched: socket.socket,
    header: str,
    claimed: str,
) -> None:
    """9.1.3: by the attacker's key, which is embedded (`jwk`, `x5c`) or to be fetched (`jku`, `x5u`)."""
    address = f"http://127.0.0.1:{watched.getsockname()[1]}/keys"
    jwk = RSAAlgorithm.to_jwk(EVIL.public_key(), as_dict=True)
    der = EVIL.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    brought = {"jwk": jwk, "jku": address, "x5u": address, "x5c": [encoded(der)]}[header]
    key_id = header_of(victim.token)["kid"] if claimed == "the true key" else "evil"
    headers = {"kid": key_id, header: brought}
    refused_everywhere(jwt.encode(claims_of(victim.token), EVIL, algorithm="RS256", headers=headers))
    with pytest.raises(BlockingIOError):
        watched.accept()


CLAIMS: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "elsewhere"},
    "several audiences without ours": {"aud": ["elsewhere", "servease.example"]},
    "another issuer": {"iss": "https://servease.example"},
    "a refresh token": {"token_type": "refresh"},
    "a service token": {"token_type": "service"},
    "an ID token": {"token_type": "id"},
    "a type of no kind": {"token_type": "mfa"},
    "the platform itself": {"role": "system"},
    "a service as an account": {"role": "service"},
    "nobody": {"sub": ""},
    "SQL as somebody": {"sub": "' OR 1=1 --"},
    "no session": {"sid": None},
    "a scope that is a list": {"scope": ["vehicles:read"]},
    "from the day after tomorrow": {"iat": 2 * 86400, "nbf": 2 * 86400, "exp": 3 * 86400},
    "of a clock 45 seconds ahead": {"iat": 45, "exp": 900},
    "not before a minute from now": {"nbf": 60},
}


@pytest.mark.parametrize("what", CLAIMS)
def test_what_is_meant_for_something_else(
    victim: Person, stolen_key: StolenKey, refused_everywhere: Callable[..., None], what: str
) -> None:
    """9.2.1, 9.2.2, 9.2.3: signed by the true key, but of another type, audience, issuer or time."""
    changes = dict(CLAIMS[what])
    for name in {"iat", "nbf", "exp"} & changes.keys():
        changes[name] += now()
    refused_everywhere(stolen_key.token(claims_of(victim.token) | changes))


def test_a_clock_half_a_minute_off(
    gateway: str, victim: Person, stolen_key: StolenKey, refused_everywhere: Callable[..., None]
) -> None:
    """9.2.1: of a machine 25 seconds ahead or behind a token counts; 40 seconds past its time it does not."""
    true, present = claims_of(victim.token), now()
    ahead = {"iat": present + 25, "nbf": present + 25, "exp": present + 900}
    behind = {"iat": present - 900, "exp": present - 15}
    for times in (ahead, behind):
        answers = answers_of_each_service(gateway, stolen_key.token(true | times))
        assert set(answers.values()) == {(200, ""), (403, "permission_denied")}
    refused_everywhere(stolen_key.token(true | {"iat": present - 940, "exp": present - 40}), EXPIRED)


def test_tokens_that_are_cut_doubled_or_mended(
    victim: Person, refused_everywhere: Callable[..., None]
) -> None:
    """9.1.1: cut at each end, doubled, two in one, another payload, parts left out, trailing bytes."""
    token = victim.token
    header, payload, signature = token.split(".")
    admin = part(claims_of(token) | {"role": "admin"})
    for broken in (
        token[:-1],
        token[1:],
        token[: len(token) // 2],
        token + token,
        f"{token}.{signature}",
        f"{token}, {token}",
        f"{token} {token}",
        f"{token}\xff",
        f"{header}.{admin}.{signature}",
        f"{header}.{payload}.",
        f"{header}..{signature}",
        f".{payload}.{signature}",
        f"{header}.{payload}.{signature[:-8]}{'A' * 8}",
        "..",
        "null",
    ):
        refused_everywhere(broken)


def test_a_services_own_token_opens_nothing_of_an_accounts(gateway: str) -> None:
    """9.2.2: a true service token, as whoever is inside might leak it, at the routes that accounts use."""
    port = PORTS["authentication-service"] + int(gateway.rpartition(":")[2]) - 8080
    credentials = {"client_id": "employee-service", "client_secret": "development-only-employee"}
    inside = f"http://127.0.0.1:{port}/internal/token/"
    token = requests.post(inside, json=credentials, timeout=30).json()["access"]
    answers = answers_of_each_service(gateway, token)
    assert answers == dict.fromkeys(OF_EACH_SERVICE, (403, "permission_denied"))
    for path in (
        "internal/token/",
        "auth/internal/token/",
        "../../internal/token/",
        "%2e%2e/internal/token/",
    ):
        answer = Person(gateway, "bearer").request("POST", path, json=credentials)
        assert answer.status_code in {400, 404}, path


@pytest.fixture
def secrets(newcomer: Callable[[str], Person], mailed_code: Callable[[str, str], str]) -> dict[str, str]:
    """One of everything that opens something, all of one person's."""
    person = newcomer("collector")
    key = person.post("auth/api-keys/", {"name": "Script", "scopes": ["auth:read"]}, 201)["key"]
    mailed = mailed_code(person.email, "verify_email")
    app = AuthenticatorApp(person)
    again = person.post(
        "auth/login/mfa/",
        {"mfa_token": password_alone(person, PASSWORD)["mfa_token"], "code": app.next_code()},
    )
    return {
        "access": again["access"],
        "refresh": again["refresh"],
        "device_token": again["device_token"],
        "key": key,
        "mailed": mailed,
        "mfa_token": password_alone(person, PASSWORD)["mfa_token"],
        "code": app.recovery_codes[0],
    }


def test_nothing_that_opens_one_thing_opens_another(
    gateway: str, nobody: Person, secrets: dict[str, str]
) -> None:
    """9.2.2: refresh token, API key, mfa_token, device token, mailed code and recovery code, each in all
    others' places.
    """
    for name in secrets.keys() - {"access", "key"}:
        answers = answers_of_each_service(gateway, secrets[name])
        assert answers == dict.fromkeys(OF_EACH_SERVICE, INVALID), name

    def first(path: str, **body: str) -> tuple[int, str]:
        return nobody.request("POST", f"auth/{path}/", json=body).status_code

    for name in secrets.keys() - {"refresh"}:
        assert first("token/refresh", refresh=secrets[name]) == 401, name
    for name in secrets.keys() - {"mfa_token"}:
        assert first("login/mfa", mfa_token=secrets[name], code=secrets["code"]) in {400, 401}, name
        assert first("login/mfa/passkey/begin", mfa_token=secrets[name]) in {400, 401}, name
    for name in secrets.keys() - {"mailed"}:
        assert first("email/verify", code=secrets[name]) == 400, name
    for name in secrets:
        assert first("password/reset", code=secrets[name], password=PASSWORD) == 400, name
        assert first("invitations/accept", code=secrets[name], password=PASSWORD) == 400, name
        assert first("email/change/undo", code=secrets[name]) == 400, name
    # None of them is spoilt by having been tried.
    assert first("email/verify", code=secrets["mailed"]) == 204
