"""From a stream to the handlers: in order, and nothing is skipped."""

import socket
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event as Signal
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.db import reset_queries
from redis import Redis, ResponseError

from chassis.events import broker
from chassis.events.batches import receive_together
from chassis.events.inbox import receive
from chassis.events.since import note_beginnings
from chassis.events.streams import missed_key
from chassis.events.supervision import wait_for_turn

log = structlog.get_logger()

BATCH = 100
WAIT_MILLISECONDS = 1000
SECONDS_BETWEEN_LOOKS = 1

Entries = list[tuple[str, dict[str, str]]]


def consume(stream: str, stop: Signal) -> None:
    """Handle a stream's entries in their order, those that somebody left unfinished first."""
    redis = broker.connect()
    if not wait_for_turn(f"consumer of {stream}", stop):
        return
    note_beginnings(stream, reached(redis, stream))
    join_group(redis, stream)
    look_at = 0.0
    while not stop.is_set():
        entries: Entries = []
        if monotonic() >= look_at:
            entries = unfinished(redis, stream)
            if not entries:
                look_at = monotonic() + SECONDS_BETWEEN_LOOKS
        work_off(redis, stream, entries or fresh(redis, stream), stop)
        reset_queries()  # DEBUG keeps them all


def work_off(redis: Redis, stream: str, entries: Entries, stop: Signal) -> None:
    """All in one transaction, or if that fails each in one of its own."""
    while entries and not stop.is_set():
        done = receive_together([entry for _, entry in entries])
        if not done:
            one_by_one(redis, stream, entries, stop)
            return
        redis.xack(stream, settings.SERVICE_NAME, *[entry_id for entry_id, _ in entries[:done]])
        entries = entries[done:]


def one_by_one(redis: Redis, stream: str, entries: Entries, stop: Signal) -> None:
    for entry_id, entry in entries:
        if not receive(entry, stop):
            return
        redis.xack(stream, settings.SERVICE_NAME, entry_id)
        if stop.is_set():
            return


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

    It is our turn, so nobody else is at work on them and there is no need to wait until they look idle. Who
    had the turn before us may still be given some, which is why this is asked again each second.
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
