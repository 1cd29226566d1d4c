"""How fast a channel is used: so many messages a second, by all workers together."""

import time

import redis
from django.conf import settings

from deliveries.channels import Unreachable

# The next free moment of a channel, in microseconds by the clock of Redis; whoever asks takes it, and is told
# how long to wait for it.
NEXT_TURN = """
local now = redis.call('TIME')
now = now[1] * 1000000 + now[2]
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
redis.call('SET', KEYS[1], string.format('%.0f', turn + tonumber(ARGV[1])), 'EX', 3600)
return turn - now
"""


def await_turn(channel: str) -> None:
    """Wait until a message may be sent by a channel: at once where it has no rate.

    A worker waits for one turn in each of its threads, so never for longer than all of them take. Raises
    Unreachable while nobody can say whose turn it is.
    """
    rate = settings.MESSAGES_PER_SECOND.get(channel)
    if not rate:
        return
    connection = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5)
    try:
        wait = connection.eval(NEXT_TURN, 1, f"{settings.SERVICE_NAME}:turn:{channel}", int(1_000_000 / rate))
    except redis.RedisError as problem:
        raise Unreachable("Redis does not say whose turn it is.") from problem
    finally:
        connection.close()
    time.sleep(int(wait) / 1_000_000)
