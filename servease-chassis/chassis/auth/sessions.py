"""Tokens that no longer count before their time: a denylist in Redis, of which every process is told.

Rule: a revoked session counts nowhere from a few milliseconds later on, nor does a token that is older than
the last change of its account's rights, nor one that a leaked key signed, whoever still holds that key for a
good one. In the process that revokes they count nowhere from then on.
While Redis is away nobody can be asked, and access tokens count until they expire, which is a quarter of an
hour at most, API keys until authentication-service is asked again, within a minute.
"""

import os
import time
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from chassis import metrics
from chassis.auth.actor import Actor
from chassis.auth.revocations import Revocations
from chassis.auth.tokens import ACCESS_SECONDS, OUTAGE_SECONDS

TIMEOUT_SECONDS = 0.25
# One slow answer, such as while Redis writes its file, is no outage yet.
FAILURES_BEFORE_PAUSE = 2
PAUSE_SECONDS = 2.0
# As long as a token may count at most, which is past its time during an outage; and a minute, for clocks that
# differ and for a token minted at the same moment. What was seen of an API key counts for less.
KEPT_SECONDS = ACCESS_SECONDS + OUTAGE_SECONDS + 60
# Told late or twice, an earlier count of rights does not replace a later one.
RAISE = """
if tonumber(redis.call('GET', KEYS[1]) or -1) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
"""

Verdict = Literal["counts", "key_withdrawn", "session_ended", "rights_changed"]

log = structlog.get_logger("auth")


class Denylist:
    """Leaves Redis alone for a moment after failures: an outage costs two timeouts, not one a request."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            # Once more at once, for a pooled connection that a restart of Redis has closed.
            retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
        )
        self._failures = 0
        self._ask_again_at = 0.0
        self._revocations = Revocations(url)

    def end_session(self, session_id: UUID) -> bool:
        try:
            self._redis.set(_session(session_id), 1, ex=KEPT_SECONDS)
        except redis.RedisError as error:
            log.error("session not revoked at once", session_id=str(session_id), error=str(error))
            return False
        self._revocations.note(_session(session_id))
        return True

    def raise_rights(self, account_id: UUID, rights: int) -> bool:
        try:
            self._redis.eval(RAISE, 1, _rights(account_id), rights, KEPT_SECONDS)
        except redis.RedisError as error:
            log.error("rights not changed at once", account_id=str(account_id), error=str(error))
            return False
        self._revocations.note(_rights(account_id))
        return True

    def withdraw_key(self, key_id: str) -> bool:
        try:
            # For good: a service that was down meanwhile may start with a set of before.
            self._redis.set(_key(key_id), 1)
        except redis.RedisError as error:
            log.error("key not withdrawn at once", key_id=key_id, error=str(error))
            return False
        self._revocations.note(_key(key_id))
        return True

    def verdict(self, key_id: str, actor: Actor) -> Verdict:
        names = [_key(key_id)]
        if actor.session_id is not None:
            names += [_session(actor.session_id), _rights(actor.id)]
        if self._revocations.none_of(names):
            return "counts"
        withdrawn, ended, counting = (*self._read(*names), None, None)[:3]
        if withdrawn is not None:
            return "key_withdrawn"
        if ended is not None:
            return "session_ended"
        return "rights_changed" if counting is not None and actor.rights < int(counting) else "counts"

    def _read(self, *names: str) -> list[bytes | None]:
        unknown: list[bytes | None] = [None] * len(names)
        if time.monotonic() < self._ask_again_at:
            return unknown
        try:
            values: list[Any] = self._redis.mget(names)
        except redis.RedisError as error:
            self._failures += 1
            if self._failures >= FAILURES_BEFORE_PAUSE:
                self._ask_again_at = time.monotonic() + PAUSE_SECONDS
            metrics.count_unknown_revocation()
            log.warning("revoked tokens unknown", error=str(error))
            return unknown
        self._failures = 0
        return values


def revoke_session(session_id: UUID) -> bool:
    """End a session's access tokens in every service. False if Redis is away: they live out their time."""
    return _denylist(settings.REDIS_URL).end_session(session_id)


def renew_rights(account_id: UUID, rights: int) -> bool:
    """Let no access token of this account count whose rights are of an earlier count. False as above."""
    return _denylist(settings.REDIS_URL).raise_rights(account_id, rights)


def withdraw_key(key_id: str) -> bool:
    """Let nothing count that this key signed, in any service. False if Redis is away."""
    return _denylist(settings.REDIS_URL).withdraw_key(key_id)


def verdict_on(actor: Actor, key_id: str) -> Verdict:
    """Whether the token that an actor came with, and this key signed, still counts."""
    return _denylist(settings.REDIS_URL).verdict(key_id, actor)


@lru_cache(maxsize=4)
def _denylist(url: str) -> Denylist:
    return Denylist(url)


# No thread lives on in a forked process, so nobody there would listen.
os.register_at_fork(after_in_child=_denylist.cache_clear)


def _key(key_id: str) -> str:
    return f"auth:withdrawn-key:{key_id}"


def _session(session_id: UUID) -> str:
    return f"auth:revoked-session:{session_id}"


def _rights(account_id: UUID) -> str:
    return f"auth:rights:{account_id}"
