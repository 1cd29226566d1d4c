"""What a provider is asked, and how its word is known (OpenID Connect Core 1.0 and Discovery 1.0).

Authlib speaks the protocol; connections, their time and their certificates are the platform's own.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import BoundedSemaphore
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client.oauth2_session import OAuth2ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from accounts.errors import RECENT
from chassis import metrics
from chassis.breaker import SECONDS_OPEN, Breaker
from chassis.errors import UpstreamUnavailable
from chassis.http import PATIENCE_SECONDS
from chassis.outbound import Unanswered, fetch, kept_session, within
from oidc.configuration import Provider

SECONDS = 6.0
SECONDS_TO_READ_ANEW = 2.0
# Whoever waits for a provider holds a thread of this process; most are for those who sign in otherwise.
PLACES = 2
LARGEST_DOCUMENT = 256 * 1024
SCOPE = "openid email profile"
# Of one key pair; with a shared secret whoever may verify could sign as well (RFC 8725, 3.1).
ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
LEEWAY_SECONDS = 30
# Providers change keys by publishing the next one a good while before they use it.
KEPT_SECONDS = 3600.0
# A token that names a key that is not known is a reason to ask, but not more often than this.
ASKED_ANEW_SECONDS = 30.0

log = structlog.get_logger("oidc")


@dataclass(frozen=True)
class Confirmed:
    """Who a provider says somebody is."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    given_name: str
    family_name: str
    # When they last showed the provider who they are, if it says so.
    authenticated_at: datetime | None


def authorization_url(provider: Provider, *, state: str, nonce: str, verifier: str) -> str:
    """Where a browser is sent to sign in. Raises UpstreamUnavailable (503)."""
    known = _fresh(provider)
    if known is None:
        with _asked(provider):
            known = _known(provider)
    url, _ = _client(provider).create_authorization_url(
        known.metadata["authorization_endpoint"],
        state=state,
        nonce=nonce,
        code_verifier=verifier,
        max_age=RECENT.seconds,
    )
    return str(url)


def confirmed(provider: Provider, *, code: str, nonce: str, verifier: str, issuer: str) -> Confirmed | None:
    """Exchange the code that the provider sent somebody back with; None if it confirms nobody by it.

    `issuer` is what the answer said of itself (RFC 9207), if it did: it has to be this provider's, or the
    code is another's who would be handed it. Raises UpstreamUnavailable (503).
    """
    with _asked(provider):
        known = _known(provider)
        says_issuer = known.metadata.get("authorization_response_iss_parameter_supported") is True
        if issuer != provider.issuer and (issuer or says_issuer):
            log.warning("answer of another issuer", provider=provider.name)
            return None
        try:
            tokens = _client(provider).fetch_token(
                known.metadata["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                timeout=SECONDS,
                allow_redirects=False,
            )
            claims = _claims(provider, tokens, nonce)
            return _who(provider, {**_user_info(known, tokens, claims), **claims})
        except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
            log.warning("nobody confirmed", provider=provider.name, error=type(error).__name__)
            return None


def _who(provider: Provider, claims: dict[str, Any]) -> Confirmed:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "\0" in subject:
        raise ValueError("no subject (OpenID Connect Core, 2)")
    email, given, family = (
        value if isinstance(value := claims.get(name), str) else ""
        for name in ("email", "given_name", "family_name")
    )
    verified = claims.get("email_verified") is True
    return Confirmed(
        provider.issuer, subject, email, verified, given, family, _instant(claims.get("auth_time"))
    )


def _instant(seconds: Any) -> datetime | None:
    """Never later than now; None for what is no time."""
    if type(seconds) not in {int, float} or seconds < 0:
        return None
    return datetime.fromtimestamp(min(seconds, time.time()), UTC)


def _claims(provider: Provider, tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
    """What the ID token says, once its signature, issuer, audience, time and nonce are right."""
    token = _verified(provider, tokens["id_token"])
    claims = CodeIDToken(
        token.claims,
        token.header,
        {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        },
        {"nonce": nonce, "client_id": provider.client_id, "access_token": tokens.get("access_token")},
    )
    claims.validate(leeway=LEEWAY_SECONDS)
    return dict(claims)


def _verified(provider: Provider, id_token: str) -> jwt.Token:
    known = _known(provider)
    try:
        return jwt.decode(id_token, known.keys, algorithms=ALGORITHMS)
    except JoseError:
        # Perhaps by a key that was published since.
        if not known.may_be_asked_anew():
            raise
        return jwt.decode(id_token, _read(provider).keys, algorithms=ALGORITHMS)


def _user_info(known: "Known", tokens: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """What the provider tells only if asked once more (OpenID Connect Core, 5.3); of the same person."""
    endpoint = known.metadata.get("userinfo_endpoint")
    if "email" in claims or not endpoint:
        return {}
    said = _document(endpoint, {"Authorization": f"Bearer {tokens['access_token']}"})
    if said.get("sub") != claims["sub"]:
        raise ValueError("user info of somebody else")
    return said


@dataclass(frozen=True)
class Known:
    """What a provider publishes of itself, and since when that is known."""

    metadata: dict[str, Any]
    keys: KeySet
    since: float

    def is_fresh(self) -> bool:
        return time.monotonic() - self.since < KEPT_SECONDS

    def may_be_asked_anew(self) -> bool:
        return time.monotonic() - self.since > ASKED_ANEW_SECONDS


_providers: dict[Provider, Known] = {}


def _fresh(provider: Provider) -> Known | None:
    known = _providers.get(provider)
    return known if known is not None and known.is_fresh() else None


def _known(provider: Provider) -> Known:
    """What was read within the hour; of before, where that is all that can be had."""
    if known := _fresh(provider):
        return known
    before = _providers.get(provider)
    if before is None:
        return _read(provider)
    try:
        with within(SECONDS_TO_READ_ANEW):
            return _read(provider)
    except (Unanswered, JoseError) as error:
        log.warning("provider known from before", provider=provider.name, error=str(error))
        since = time.monotonic() - KEPT_SECONDS + ASKED_ANEW_SECONDS
        known = _providers[provider] = replace(before, since=since)
        return known


def _read(provider: Provider) -> Known:
    metadata = _document(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata.get("issuer") != provider.issuer:
        raise Unanswered("It calls itself by another issuer.")
    missing = {"authorization_endpoint", "token_endpoint", "jwks_uri"} - metadata.keys()
    if missing:
        raise Unanswered(f"It does not say its {', '.join(sorted(missing))}.")
    keys = KeySet.import_key_set(_document(metadata["jwks_uri"]))
    known = _providers[provider] = Known(metadata, keys, time.monotonic())
    return known


def _document(url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    answer = fetch("GET", url, seconds=SECONDS, headers=headers, largest=LARGEST_DOCUMENT)
    if answer.status != 200:
        raise Unanswered(f"It answered {answer.status}.")
    try:
        said = json.loads(answer.content)
    except ValueError as error:
        raise Unanswered("It answered no JSON.") from error
    if not isinstance(said, dict):
        raise Unanswered("It answered no JSON object.")
    return said


class Line:
    """How a provider has answered of late, and how many wait for it."""

    def __init__(self) -> None:
        self.breaker = Breaker()
        self.places = BoundedSemaphore(PLACES)


_lines: defaultdict[Provider, Line] = defaultdict(Line)


@contextmanager
def _asked(provider: Provider) -> Iterator[None]:
    """Raises UpstreamUnavailable (503) where the provider does not answer as one.

    Rule: a provider that hangs holds up few, and after five failures nobody: all others sign in meanwhile.
    """
    line = _lines[provider]
    try:
        with within(SECONDS), _place(line):
            yield
    except (Unanswered, requests.RequestException, JoseError) as error:
        metrics.count_unanswered(provider.name)
        log.warning("provider unavailable", provider=provider.name, error=str(error))
        raise UpstreamUnavailable(provider.name, wait=SECONDS_OPEN) from error


@contextmanager
def _place(line: Line) -> Iterator[None]:
    """Raises Unanswered where there is none, or the provider has failed too often."""
    if not line.places.acquire(timeout=PATIENCE_SECONDS):
        raise Unanswered("Too many wait for it.")
    try:
        if not line.breaker.lets_through():
            raise Unanswered("It failed several times in a row.")
        try:
            yield
        except (Unanswered, requests.RequestException, JoseError):
            line.breaker.failed()
            raise
        line.breaker.close()
    finally:
        line.places.release()


class _Client(OAuth2Client):
    client_auth_class = OAuth2ClientAuth
    SESSION_REQUEST_PARAMS = ("timeout", "allow_redirects")


def _client(provider: Provider) -> OAuth2Client:
    return _Client(
        kept_session(),
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        scope=SCOPE,
        redirect_uri=f"{settings.PUBLIC_URL}/api/v1/auth/oidc/{provider.name}/callback/",
        code_challenge_method="S256",
    )
