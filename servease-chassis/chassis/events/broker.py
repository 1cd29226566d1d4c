"""The connection to Redis that relay and consumer use."""

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def connect() -> Redis:
    """Never retries by itself: after a lost reply the caller has to look at what Redis really has."""
    return Redis.from_url(
        settings.REDIS_URL,
        decode_responses=True,
        encoding_errors="replace",
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=2,
        socket_timeout=5,
        socket_keepalive=True,
    )
