"""What accounts and services carry: simplejwt's tokens with our claims, signed by the key of the day."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import jwt
from django.conf import settings
from rest_framework_simplejwt import tokens
from rest_framework_simplejwt.backends import TokenBackend

from accounts import signing
from accounts.models import Account, Role, Session
from chassis.auth.rights import granted_to
from chassis.auth.tokens import (
    ALGORITHM,
    AUDIENCE,
    ISSUER,
    SERVICE_SECONDS,
    TokenInvalid,
    key_id_of,
    sign,
)


class NamesItsKey(TokenBackend):
    """simplejwt signs with one key from its settings and names none; verifiers here need the key's id."""

    def encode(self, payload: dict[str, Any]) -> str:
        signer = signing.current_signer()
        return sign({**payload, "iss": self.issuer, "aud": self.audience}, signer.key, signer.key_id)


backend = NamesItsKey(ALGORITHM, issuer=ISSUER, audience=AUDIENCE)


class AccessToken(tokens.AccessToken):
    _token_backend = backend


class RefreshToken(tokens.RefreshToken):
    """Its `access_token` copies the claims that say who and which session."""

    _token_backend = backend
    access_token_class = AccessToken


class ServiceToken(tokens.Token):
    token_type = "service"
    lifetime = timedelta(seconds=SERVICE_SECONDS)
    _token_backend = backend


# What an admin's token opens who has yet to give themselves a second factor.
ENROLMENT = "mfa:enrol auth:read"


def must_enrol(account: Account) -> bool:
    """Rule: where REQUIRE_ADMIN_MFA says so, an admin without a second factor may but give themselves one."""
    return settings.REQUIRE_ADMIN_MFA and account.role == Role.ADMIN and not account.second_factors


def for_session(session: Session) -> RefreshToken:
    token: RefreshToken = RefreshToken.for_user(session.account)
    token["sid"] = str(session.id)
    token["role"] = session.account.role
    token["permissions"] = sorted(granted_to(session.account.groups))
    token["rights"] = session.account.rights
    token["email_verified"] = session.account.email_verified
    if must_enrol(session.account):
        token["scope"] = ENROLMENT
    return token


def session_named_by(token: str) -> UUID | None:
    """The session of a refresh token that one of our keys signed, whenever that was; None for all else."""
    try:
        key = signing.any_key(key_id_of(token))
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            options={"verify_exp": False},
            audience=AUDIENCE,
            issuer=ISSUER,
        )
        return UUID(claims["sid"]) if claims["token_type"] == "refresh" else None
    except (TokenInvalid, jwt.PyJWTError, KeyError, ValueError, TypeError, AttributeError):
        return None


def for_service(name: str) -> ServiceToken:
    token = ServiceToken()
    token["sub"] = name
    token["role"] = "service"
    return token
