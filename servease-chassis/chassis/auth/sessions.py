"""Sessions that ended before their access tokens did: a denylist in Redis, asked once a request.

Rule: a revoked session counts nowhere from the next request on. While Redis is away nobody can be asked, and
access tokens count until they expire, which is a quarter of an hour at most.
"""

import time
from functools import lru_cache
from uuid import UUID

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from chassis.auth.tokens import ACCESS_SECONDS

TIMEOUT_SECONDS = 0.1
PAUSE_SECONDS = 2.0
# Beyond an access token's life, for clocks that differ and for a token minted at the same moment.
MARGIN_SECONDS = 60

log = structlog.get_logger("auth")


class Denylist:
    """Leaves Redis alone for a moment after a failure: an outage costs one timeout, not one a request."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            # Once more at once, for a pooled connection that a restart of Redis has closed.
            retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
        )
        self._ask_again_at = 0.0

    def add(self, session_id: UUID) -> bool:
        try:
            self._redis.set(_name(session_id), 1, ex=ACCESS_SECONDS + MARGIN_SECONDS)
        except redis.RedisError as error:
            log.error("session not revoked at once", session_id=str(session_id), error=str(error))
            return False
        return True

    def holds(self, session_id: UUID) -> bool:
        if time.monotonic() < self._ask_again_at:
            return False
        try:
            return self._redis.get(_name(session_id)) is not None
        except redis.RedisError as error:
            self._ask_again_at = time.monotonic() + PAUSE_SECONDS
            log.warning("revoked sessions unknown", error=str(error))
            return False


def revoke_session(session_id: UUID) -> bool:
    """End a session's access tokens in every service. False if Redis is away: they live out their time."""
    return _denylist(settings.REDIS_URL).add(session_id)


def is_revoked(session_id: UUID) -> bool:
    return _denylist(settings.REDIS_URL).holds(session_id)


@lru_cache(maxsize=4)
def _denylist(url: str) -> Denylist:
    return Denylist(url)


def _name(session_id: UUID) -> str:
    return f"auth:revoked-session:{session_id}"
