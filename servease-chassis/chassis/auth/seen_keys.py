"""What was seen of API keys within the hour, in Redis: for another process, and for one that is restarted.

Signed with the secret that the services share, so that whoever can write to Redis alone makes no key. While
Redis is away each process goes on by what it has seen itself.
"""

import time
from functools import lru_cache

import msgspec
import redis
import structlog
from django.conf import settings
from django.core.signing import BadSignature, Signer
from redis.backoff import NoBackoff
from redis.retry import Retry

from chassis.auth.key_answers import Answer
from chassis.auth.tokens import OUTAGE_SECONDS

TIMEOUT_SECONDS = 0.25

log = structlog.get_logger("auth")


class Seen(msgspec.Struct):
    """An answer, and when it was given, in seconds since 1970."""

    at: float
    answer: Answer


def keep(digest: str, answer: Answer) -> None:
    seen = msgspec.json.encode(Seen(time.time(), answer)).decode()
    try:
        _redis(settings.REDIS_URL).set(_name(digest), _signer(digest).sign(seen), ex=OUTAGE_SECONDS)
    except redis.RedisError as error:
        log.warning("seen API key not kept for others", error=str(error))


def forget(digest: str) -> None:
    try:
        _redis(settings.REDIS_URL).delete(_name(digest))
    except redis.RedisError as error:
        log.warning("seen API key not forgotten for others", error=str(error))


def find(digest: str) -> tuple[Answer, float] | None:
    """The answer that somebody was given within the hour, and how many seconds ago."""
    try:
        kept = _redis(settings.REDIS_URL).get(_name(digest))
        if kept is None:
            return None
        seen = msgspec.json.decode(_signer(digest).unsign(str(kept)), type=Seen)
    except (redis.RedisError, BadSignature, msgspec.DecodeError, UnicodeDecodeError):
        return None
    age = max(0.0, time.time() - seen.at)
    return (seen.answer, age) if age < OUTAGE_SECONDS else None


def _signer(digest: str) -> Signer:
    """Of this digest alone: an answer that was put under the name of another is none."""
    return Signer(salt=f"chassis.auth.seen_keys:{digest}")


def _name(digest: str) -> str:
    return f"api-key:{digest}"


@lru_cache(maxsize=4)
def _redis(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
