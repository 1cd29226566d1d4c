"""The connection to Redis that relay and consumer use."""

from typing import Any

from django.conf import settings
from redis import ConnectionError as RedisConnectionError
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def connect() -> Redis:
    """Never retries by itself: after a lost reply the caller has to look at what Redis really has."""
    return Redis.from_url(settings.REDIS_URL, **_options())


def connect_once() -> Redis:
    """Nor does it connect again, for it might find a Redis that has forgotten. For one thread alone."""
    is_used = False

    def first_time(connection: Any) -> None:
        nonlocal is_used
        if is_used:
            raise RedisConnectionError("The connection to Redis was lost.")
        is_used = True
        connection.on_connect()

    return Redis.from_url(settings.REDIS_URL, redis_connect_func=first_time, **_options())


def _options() -> dict[str, Any]:
    return {
        "decode_responses": True,
        "encoding_errors": "replace",
        "retry": Retry(NoBackoff(), 0),
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "socket_keepalive": True,
    }
