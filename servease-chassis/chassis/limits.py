"""How often an account or an API key may ask: counted in each process, settled over Redis once a second.

A process writes to Redis how many requests it has let through in this minute, and reads how many the others
have. It writes its whole count and adds nothing, so what is written twice counts once, and a Redis that has
lost everything is complete again a second later.

Between two such moments a process knows only its own. So once a limit is reached over all processes, each may
let through what comes to it within SETTLED_SECONDS, and no more. While Redis is away each counts for itself.

Headers: draft-ietf-httpapi-ratelimit-headers-11.
"""

import math
import os
import secrets
import threading
import time
from functools import lru_cache
from typing import NamedTuple

import redis
import structlog
from django.conf import settings
from django.http import HttpRequest
from redis.backoff import NoBackoff
from redis.retry import Retry

from chassis.auth.actor import ACCOUNT_ROLES, Actor
from chassis.errors import RATE_LIMITED

MINUTE = 60
SETTLED_SECONDS = 1.0
ANSWER_SECONDS = 0.25
# A process that counts nothing for so long stops settling until it does.
IDLE_SECONDS = 10.0
# Of a minute in Redis, for clocks that differ.
KEPT_SECONDS = 2 * MINUTE

log = structlog.get_logger("limits")


def count(request: HttpRequest, actor: Actor, headers: dict[str, str]) -> None:
    """Count a request whose token was verified, and say in `headers` what is left of the minute.

    Rule: an account may send so many requests a minute to all services together, and so may each API key;
    what a service asks, in whose name ever, is not counted, for the request that it serves was.

    Only the gateway says whom a request is forwarded for. Raises RATE_LIMITED (429).
    """
    if actor.role not in ACCOUNT_ROLES or "HTTP_X_FORWARDED_FOR" not in request.META:
        return
    policy, identity = ("key", actor.session_id or actor.id) if actor.is_api_key else ("account", actor.id)
    most: int = settings.LIMITS[policy]
    if not most:
        return
    left, seconds = _counts(settings.REDIS_URL).take(identity.int, most, time.time())
    headers["RateLimit-Policy"] = f'"{policy}";q={most};w={MINUTE}'
    headers["RateLimit"] = f'"{policy}";r={max(left, 0)};t={seconds}'
    if left < 0:
        raise RATE_LIMITED(most=most, wait=seconds)


class Taken(NamedTuple):
    """`left` is below zero where nothing was left to take; `seconds` are those until the minute turns."""

    left: int
    seconds: int


class Count:
    """The requests of one identity in one minute."""

    __slots__ = ("minute", "others", "own", "written")

    def __init__(self, minute: int) -> None:
        self.minute = minute
        self.own = 0
        self.others = 0
        self.written = 0


class Counts:
    """Those of this process, by the number of an id; a minute later they are forgotten.

    Settles from the first request on, in whichever process counts it; nothing is shared over a fork.
    """

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._process = secrets.token_hex(4)
        self._counts: dict[int, Count] = {}
        self._guard = threading.Lock()
        self._settles = False
        self._taken_at = 0.0

    def take(self, identity: int, most: int, now: float) -> Taken:
        """One request more, if it is among the `most` of this minute. Refused ones use up nothing."""
        minute = int(now // MINUTE)
        with self._guard:
            count = self._counts.get(identity)
            if count is None or count.minute != minute:
                count = self._counts[identity] = Count(minute)
            left = most - count.own - count.others
            if left > 0:
                count.own += 1
            self._taken_at = time.monotonic()
            if not self._settles:
                threading.Thread(target=self._settle_on, name="limits", daemon=True).start()
                self._settles = True
        return Taken(max(left, 0) - 1, math.ceil(MINUTE - now % MINUTE))

    def settle(self, now: float) -> None:
        """Write what this process counted since, and read what the others did. Raises redis.RedisError."""
        minute = int(now // MINUTE)
        with self._guard:
            for identity in [one for one, count in self._counts.items() if count.minute != minute]:
                del self._counts[identity]
            due = [
                (one, count, count.own) for one, count in self._counts.items() if count.own > count.written
            ]
        if not due:
            return
        commands = self._redis.pipeline(transaction=False)
        for identity, _, own in due:
            name = f"limits:{minute}:{identity:032x}"
            commands.hset(name, self._process, own)
            commands.hvals(name)
            commands.expire(name, KEPT_SECONDS)
        answers = commands.execute()
        for (_, count, own), counted in zip(due, answers[1::3], strict=True):
            count.others = sum(map(int, counted)) - own
            count.written = own

    def _settle_on(self) -> None:
        settles = True
        while self._goes_on():
            time.sleep(SETTLED_SECONDS)
            try:
                self.settle(time.time())
                settles = True
            except Exception as error:
                # Whatever went wrong, this process counts for itself meanwhile.
                if settles:
                    log.warning("limits are counted by this process alone", error=repr(error))
                settles = False

    def _goes_on(self) -> bool:
        with self._guard:
            self._settles = time.monotonic() - self._taken_at < IDLE_SECONDS
            return self._settles


@lru_cache(maxsize=4)
def _counts(url: str) -> Counts:
    return Counts(url)


# No thread lives on in a forked process, so nobody there would settle.
os.register_at_fork(after_in_child=_counts.cache_clear)
