"""From the outbox to the streams: in order, at least once."""

import select
from datetime import timedelta
from threading import Event as Signal
from typing import Any

from django.conf import settings
from django.db import connection, reset_queries
from django.db.models import Max
from django.db.models.functions import Now
from redis import Redis

from chassis.events import broker
from chassis.events.event import stream_of
from chassis.events.models import OutgoingEvent
from chassis.events.supervision import wait_for_turn

BATCH = 500
POLL_SECONDS = 1
# A Redis that writes to disk every second may have forgotten this much when it comes back.
FORGETFULNESS = timedelta(seconds=5)


def relay(stop: Signal) -> None:
    """Publish what is committed, woken by PostgreSQL, and by the clock in case a call was missed."""
    redis = broker.connect()
    if not wait_for_turn("relay", stop):
        return
    with connection.cursor() as cursor:
        cursor.execute("LISTEN events_outbox")
    known_server = None
    while not stop.is_set():
        reset_queries()  # DEBUG keeps them all
        server = redis.info("server")["run_id"]
        if server != known_server:
            publish_recent_again()
            known_server = server
        if publish_batch(redis) < BATCH:
            wait_for_news()


def publish_batch(redis: Redis) -> int:
    """Publish the oldest waiting events. Marked only afterwards, so a crash between repeats them."""
    waiting = list(OutgoingEvent.objects.filter(published_at=None).order_by("id")[:BATCH])
    if waiting:
        length = getattr(settings, "EVENTS_STREAM_LENGTH", 100_000)
        pipeline = redis.pipeline()
        for row in waiting:
            entry: Any = row.as_event().as_entry()
            pipeline.xadd(stream_of(row.name), entry, maxlen=length, approximate=True)
        pipeline.execute()
        OutgoingEvent.objects.filter(pk__in=[row.pk for row in waiting]).update(published_at=Now())
    return len(waiting)


def publish_recent_again() -> None:
    """Redis was restarted, or we were: what it was told last is told again, and inboxes drop repeats."""
    newest = OutgoingEvent.objects.aggregate(newest=Max("published_at"))["newest"]
    if newest:
        OutgoingEvent.objects.filter(published_at__gt=newest - FORGETFULNESS).update(published_at=None)


def wait_for_news() -> None:
    session = connection.connection
    with connection.wrap_database_errors:
        # News that came along with the answer to our last query is already in the list.
        if not session.notifies:
            select.select([session], [], [], POLL_SECONDS)
            session.poll()
        session.notifies.clear()
