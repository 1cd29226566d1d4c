"""From the outbox to the streams: in order, at least once."""

import select
from collections.abc import Iterable
from threading import Event as Signal
from time import monotonic
from typing import Any

from django.db import connection, reset_queries
from redis import Redis

from chassis.events import broker
from chassis.events.care import Care, note_written
from chassis.events.event import stream_of
from chassis.events.models import OutgoingEvent
from chassis.events.streams import as_number
from chassis.events.supervision import wait_for_turn

BATCH = 500
POLL_SECONDS = 1
SECONDS_BETWEEN_LOOKS = 1
# What is news so soon after other news goes out together, and is handled together; after a pause, at once.
# What that costs those who wait for it, and spares: docs/adr/0041-live-without-a-database.md.
GATHERING_SECONDS = 0.05


def relay(stop: Signal) -> None:
    """Publish what is committed, woken by PostgreSQL, and by the clock in case a call was missed.

    Rule: nothing is added to a Redis that may be another one before we looked at what it has, or that would
    hide that the end of a stream was lost. So a lost connection ends this, and the next begins with a look.
    What else befalls a stream still shows afterwards: each second, and after each full batch.
    """
    redis = broker.connect_once()
    if not wait_for_turn("relay", stop):
        return
    with connection.cursor() as cursor:
        cursor.execute("LISTEN events_outbox")
    care = Care(redis)
    look_at = 0.0
    while not stop.is_set():
        reset_queries()  # DEBUG keeps them all
        if monotonic() >= look_at:
            care.take()
            look_at = monotonic() + SECONDS_BETWEEN_LOOKS
        count = publish_batch(redis, care)
        if count == BATCH:
            look_at = 0.0
            continue
        if count:
            stop.wait(GATHERING_SECONDS)
        wait_for_news()


def publish_batch(redis: Redis, care: Care | None = None) -> int:
    """Publish the oldest waiting events. Marked only afterwards, so a crash between repeats them."""
    waiting = list(_waiting(care.paused if care else ()))
    if waiting:
        pipeline = redis.pipeline()
        for row in waiting:
            entry: Any = row.as_event().as_entry()
            pipeline.xadd(stream_of(row.name), entry)
        entries = [as_number(entry_id) for entry_id in pipeline.execute()]
        (care.note_written if care else note_written)({stream_of(row.name) for row in waiting})
        _mark([row.pk for row in waiting], entries)
    return len(waiting)


def _waiting(paused: Iterable[str]) -> Any:
    rows = OutgoingEvent.objects.filter(published_at=None)
    for stream in paused:
        rows = rows.exclude(name__startswith=stream.removeprefix("events:") + ".")
    return rows.order_by("id")[:BATCH]


def _mark(ids: list[int], entries: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_outbox SET published_at = now(), entry = published.entry"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS published (id, entry)"
            " WHERE events_outbox.id = published.id",
            [ids, entries],
        )


def wait_for_news() -> None:
    session = connection.connection
    with connection.wrap_database_errors:
        # News that came along with the answer to our last query is already in the list.
        if not session.notifies:
            select.select([session], [], [], POLL_SECONDS)
            session.poll()
        session.notifies.clear()
