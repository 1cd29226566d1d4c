"""This service's own token, for what it asks of its upstreams on nobody's behalf."""

import math
import time
from dataclasses import dataclass, replace

import msgspec
import structlog
from django.conf import settings

from chassis.auth.tokens import OUTAGE_SECONDS
from chassis.errors import UpstreamUnavailable
from chassis.outbound import Unanswered, fetch

TOKEN_PATH = "/internal/token/"
FETCH_SECONDS = 2.0
# Renewed this long before its end, so that no call travels with a token that ends on the way.
MARGIN_SECONDS = 60.0
# After a refusal authentication is left alone for a moment.
PAUSE_SECONDS = 1.0

log = structlog.get_logger("auth")


@dataclass(frozen=True)
class ServiceToken:
    access: str
    address: str
    expires_at: float


_token = ServiceToken(access="", address="", expires_at=0.0)
_ask_again_at = 0.0


def service_token() -> str:
    """A token with role `service`, kept until shortly before it expires. Raises UpstreamUnavailable.

    Two threads may both renew it; that costs one question more and needs no lock.
    """
    global _token, _ask_again_at
    now = time.monotonic()
    lives = _token.expires_at - now if _token.address == settings.AUTH_SERVICE_URL else -math.inf
    if lives > MARGIN_SECONDS:
        return _token.access
    if now >= _ask_again_at:
        try:
            _token = _granted()
            return _token.access
        except (Unanswered, ValueError, KeyError, TypeError) as error:
            _ask_again_at = time.monotonic() + PAUSE_SECONDS
            log.warning("service token not granted", error=str(error))
    # During an outage the others take it beyond its time, as they do those of people.
    if lives > -OUTAGE_SECONDS:
        return _token.access
    raise UpstreamUnavailable("authentication-service")


def renew_service_token(refused: str) -> None:
    """An upstream no longer takes this token: ask for another at the next need.

    Should there be none, the refused one goes on serving; other upstreams may still take it.
    """
    global _token
    if _token.access == refused:
        _token = replace(_token, expires_at=min(_token.expires_at, time.monotonic() + MARGIN_SECONDS))


def _granted() -> ServiceToken:
    asked_at = time.monotonic()
    credentials = {"client_id": settings.SERVICE_NAME, "client_secret": settings.CLIENT_SECRET}
    answer = fetch(
        "POST",
        settings.AUTH_SERVICE_URL + TOKEN_PATH,
        seconds=FETCH_SECONDS,
        body=msgspec.json.encode(credentials),
        headers={"Content-Type": "application/json"},
    )
    if answer.status >= 300:
        raise ValueError(f"No token was granted ({answer.status}).")
    granted = msgspec.json.decode(answer.content)
    return ServiceToken(
        access=granted["access"],
        address=settings.AUTH_SERVICE_URL,
        expires_at=asked_at + granted["expires_in"],
    )
