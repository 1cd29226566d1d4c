"""From an Authorization header to an Actor, without asking any database."""

import time
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from chassis.auth import api_keys, keys, rights
from chassis.auth.actor import ACCOUNT_ROLES, API_KEY_PREFIX, Actor, service_id
from chassis.auth.sessions import verdict_on
from chassis.auth.tokens import (
    ACCESS_SECONDS,
    OUTAGE_SECONDS,
    TokenExpired,
    TokenInvalid,
    expires_at,
    key_id_of,
    verified_claims,
)
from chassis.context import act_as
from chassis.errors import (
    API_KEY_INVALID,
    RIGHTS_CHANGED,
    SESSION_REVOKED,
    TOKEN_EXPIRED,
    TOKEN_INVALID,
    UpstreamUnavailable,
)

# How long a connection that is held open goes on by a token that is over, during an outage.
SECONDS_BETWEEN_LOOKS = 60


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`, or an API key in its place.

    Rule: what is not a valid, unrevoked access or service token is 401 with a code that says why, and never
    an error of ours. Only if no key was ever published to this service is it 503.
    Rule: an outage of authentication-service signs nobody out: while it does not answer, a token counts for
    an hour beyond its time, unless it was revoked.
    """

    def authenticate(self, request: Request) -> tuple[Actor, str] | None:
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
        if scheme.lower() != "bearer":
            return None
        actor = self._actor(token.strip())
        act_as(actor.id, actor.role, actor.name)
        return actor, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="servease"'

    def _actor(self, token: str) -> Actor:
        if token.startswith(API_KEY_PREFIX):
            return _holder_of(token)
        try:
            actor = actor_of(token)
        except TokenExpired:
            raise TOKEN_EXPIRED() from None
        except TokenInvalid:
            raise TOKEN_INVALID() from None
        except keys.KeysUnavailable:
            raise UpstreamUnavailable("authentication-service") from None
        verdict = verdict_on(actor, key_id_of(token))
        if verdict == "key_withdrawn":
            keys.drop(key_id_of(token))
            raise TOKEN_INVALID()
        if verdict == "session_ended":
            raise SESSION_REVOKED()
        if verdict == "rights_changed":
            raise RIGHTS_CHANGED()
        return actor


def _holder_of(key: str) -> Actor:
    known = api_keys.find(key)
    verdict = verdict_on(known.actor, "")
    if verdict == "rights_changed":
        # Nobody exchanges a key for a newer one: what its account may now is asked anew.
        api_keys.forget(key, known)
        known = api_keys.find(key)
        verdict = verdict_on(known.actor, "")
    if verdict != "counts":
        raise API_KEY_INVALID()
    return known.actor


class Verified(NamedTuple):
    """A token that was verified before: by which key, until when, and whom it names."""

    key: RSAPublicKey
    expires_at: int
    actor: Actor


# A token is used for a quarter of an hour, and verifying it is a tenth of a request's work. Its time, its key
# and its session are looked at on every request all the same; nothing else about it can change.
_verified: dict[str, Verified] = {}
MOST_VERIFIED = 5000


def actor_of(token: str) -> Actor:
    """Whoever a token names. Raises TokenInvalid, TokenExpired or KeysUnavailable."""
    key = keys.find(key_id_of(token))
    known = _verified.get(token)
    if known is not None and known.key is key and time.time() < known.expires_at:
        return known.actor
    claims = _claims(token, key)
    actor = _named_by(claims, token)
    if len(_verified) >= MOST_VERIFIED:
        _verified.clear()
    _verified[token] = Verified(key, int(claims["exp"]), actor)
    return actor


def _claims(token: str, key: RSAPublicKey) -> dict[str, Any]:
    try:
        return verified_claims(token, key)
    except TokenExpired:
        if not keys.is_away():
            raise
        return verified_claims(token, key, overdue=OUTAGE_SECONDS)


def counts_until(actor: Actor) -> float:
    """When who stays connected is looked at again, in seconds since 1970: for what is held open.

    A key has no time of its own, or a long one; a token that counts beyond its time does so for a moment.
    """
    token, now = actor.token or "", time.time()
    if actor.is_api_key:
        return min(api_keys.find(token).expires_at, now + ACCESS_SECONDS)
    over_at = expires_at(token)
    return over_at if over_at > now else now + SECONDS_BETWEEN_LOOKS


def _named_by(claims: dict[str, Any], token: str) -> Actor:
    try:
        if claims["token_type"] == "access":
            return _account(claims, token)
        if claims["token_type"] == "service":
            return _service(claims, token)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise TokenInvalid("The token's claims are not ours.") from error
    raise TokenInvalid("The token is for another use.")


def _account(claims: dict[str, Any], token: str) -> Actor:
    if claims["role"] not in ACCOUNT_ROLES:
        raise ValueError("no role of an account")
    return Actor(
        id=UUID(claims["sub"]),
        role=claims["role"],
        session_id=UUID(claims["sid"]),
        email_verified=claims["email_verified"] is True,
        token=token,
        permissions=rights.held(claims["role"], claims.get("permissions", [])),
        rights=int(claims.get("rights", 0)),
        scopes=_scopes(claims),
    )


def _scopes(claims: dict[str, Any]) -> frozenset[str] | None:
    """Words with blanks between, as in RFC 8693. A token without the claim is somebody in person."""
    return frozenset(claims["scope"].split()) if "scope" in claims else None


def _service(claims: dict[str, Any], token: str) -> Actor:
    if claims["role"] != "service" or not claims["sub"]:
        raise ValueError("no service")
    return Actor(id=service_id(claims["sub"]), role="service", token=token, name=claims["sub"])
