"""Signed tokens: RS256 JWTs that name in their header (`kid`) the key that verifies them.

Sources: RFC 7519 (claims), RFC 7515 (header), RFC 8725 (the algorithm is fixed here, not read from a token).
"""

import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

ALGORITHM = "RS256"
ISSUER = AUDIENCE = "servease"
ACCESS_SECONDS = 15 * 60
SERVICE_SECONDS = 5 * 60
# For so long an outage of authentication-service signs nobody out: tokens count past their time meanwhile.
OUTAGE_SECONDS = 60 * 60
# How far the clocks of two machines may differ: a token that was minted ahead of ours is not refused for it.
LEEWAY_SECONDS = 30
# What no token of ours comes near, so that a stranger cannot make us parse megabytes.
LONGEST_TOKEN = 4096
MOST_HEADERS = 16
REQUIRED = ["sub", "role", "jti", "iat", "exp", "iss", "aud", "token_type"]


class TokenInvalid(Exception):
    """Not a token of ours, or not one for this use."""


class TokenExpired(TokenInvalid):
    """A token of ours whose time is over."""


def sign(claims: dict[str, Any], key: RSAPrivateKey, key_id: str) -> str:
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": key_id})


def key_id_of(token: str) -> str:
    """The `kid` of a token that nobody has verified yet. Raises TokenInvalid."""
    if len(token) > LONGEST_TOKEN:
        raise TokenInvalid("The token is too long.")
    header = token.partition(".")[0]
    key_id = _key_ids.get(header)
    if key_id is None:
        key_id = _read_key_id(token)
        # Strangers may send headers of their own; they must not keep ours out for good.
        if len(_key_ids) >= MOST_HEADERS:
            _key_ids.clear()
        _key_ids[header] = key_id
    return key_id


def verified_claims(token: str, key: RSAPublicKey, *, overdue: int = 0) -> dict[str, Any]:
    """The claims, if signature, time, issuer and audience are right. Raises TokenInvalid or TokenExpired.

    `overdue` is for how many seconds beyond its time a token still counts.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED, "verify_exp": not overdue},
        )
        if overdue and time.time() >= int(claims["exp"]) + overdue + LEEWAY_SECONDS:
            raise TokenExpired("The token has expired.")
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired("The token has expired.") from error
    except _MALFORMED as error:
        raise TokenInvalid("The token is not valid.") from error
    return claims


def expires_at(token: str) -> int:
    """When a token that was verified is over, in seconds since 1970."""
    return int(jwt.decode(token, options={"verify_signature": False})["exp"])


# Strange bytes and types reach PyJWT before any signature is checked, and not all become errors of its own.
_MALFORMED = (jwt.PyJWTError, ValueError, TypeError)

# All tokens of one key share one header, so it is parsed once: half of the cost of reading a token.
_key_ids: dict[str, str] = {}


def _read_key_id(token: str) -> str:
    try:
        key_id = jwt.get_unverified_header(token)["kid"]
    except (*_MALFORMED, KeyError) as error:
        raise TokenInvalid("The token names no key.") from error
    if not isinstance(key_id, str) or not 0 < len(key_id) <= 128:
        raise TokenInvalid("The token names no key.")
    return key_id
