"""From a stream to the handlers: in order, and nothing is skipped."""

import socket
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event as Signal
from typing import Any

import structlog
from django.conf import settings
from django.db import reset_queries
from redis import Redis, ResponseError

from chassis.events import broker
from chassis.events.inbox import receive
from chassis.events.since import note_beginnings
from chassis.events.streams import missed_key
from chassis.events.supervision import wait_for_turn

log = structlog.get_logger()

BATCH = 100
WAIT_MILLISECONDS = 1000

Entries = list[tuple[str, dict[str, str]]]


def consume(stream: str, stop: Signal) -> None:
    """Handle a stream's entries one after the other, those that somebody left unfinished first."""
    redis = broker.connect()
    if not wait_for_turn(f"consumer of {stream}", stop):
        return
    note_beginnings(stream, reached(redis, stream))
    join_group(redis, stream)
    while not stop.is_set():
        for entry_id, entry in unfinished(redis, stream) or fresh(redis, stream):
            if not receive(entry, stop):
                break
            redis.xack(stream, settings.SERVICE_NAME, entry_id)
            if stop.is_set():
                break
        reset_queries()  # DEBUG keeps them all


def join_group(redis: Redis, stream: str) -> None:
    """One group per service, from the stream's beginning: what was told before our first start counts too."""
    try:
        redis.xgroup_create(stream, settings.SERVICE_NAME, id="0", mkstream=True)
    except ResponseError as problem:
        if "BUSYGROUP" not in str(problem):
            raise


def reached(redis: Redis, stream: str) -> datetime | None:
    """When that happened which our group was given last; None if there is no group yet."""
    for group in redis.xinfo_groups(stream) if redis.exists(stream) else []:
        if group["name"] == settings.SERVICE_NAME:
            latest: Any = redis.xrevrange(stream, max=group["last-delivered-id"], count=1)
            for _, entry in latest:
                with suppress(KeyError, ValueError):
                    return datetime.fromisoformat(entry["occurred_at"])
            return datetime.min.replace(tzinfo=UTC)
    return None


def unfinished(redis: Redis, stream: str) -> Entries:
    """Take over what was read but not acknowledged, by us before a failure or by a replica that died.

    It is our turn, so nobody else is at work on them and there is no need to wait until they look idle.
    """
    _, entries, forgotten = redis.xautoclaim(
        stream, settings.SERVICE_NAME, _replica(), min_idle_time=0, start_id="0-0", count=BATCH
    )
    if forgotten:
        # They were given to us and are gone from the stream: its writer has them still, and tells them again.
        redis.sadd(missed_key(stream), *forgotten)
        log.warning("events asked for again: the stream lost them", stream=stream, count=len(forgotten))
    return entries


def fresh(redis: Redis, stream: str) -> Entries:
    reply: Any = redis.xreadgroup(
        settings.SERVICE_NAME, _replica(), {stream: ">"}, count=BATCH, block=WAIT_MILLISECONDS
    )
    return reply[0][1] if reply else []


def _replica() -> str:
    return getattr(settings, "INSTANCE", "") or socket.gethostname()
