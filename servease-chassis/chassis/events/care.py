"""Looking after the streams that this service writes: what is lost is told again, what is read is dropped.

Rule: nothing that a known group has not read leaves both Redis and the outbox. A group is known until
`manage.sh events drop`; one that is absent for long is named in the log.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from redis import Redis, ResponseError

from chassis.events.models import OutgoingEvent, ReaderGroup, WrittenStream
from chassis.events.streams import Stream, as_entry_id, as_number, at, missed_key, seconds_since_seen, survey
from chassis.locking import take_turns

log = structlog.get_logger()

# Read by all, an entry stays this long for readers that are yet to come.
KEPT_IN_STREAM = timedelta(days=7)
# Nothing older is told again; inboxes remember for longer (chassis.events.retention).
REPUBLISHED_FOR = timedelta(days=365)
ABSENT_AFTER = timedelta(days=1)
SECONDS_BETWEEN_NOTES = 10
SECONDS_BETWEEN_WARNINGS = 3600


class Care:
    """The relay's view of its streams. `paused` are those whose readers are too far behind."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        # The streams that we write, and up to which entry we dropped what is no more there.
        self.dropped = dict(WrittenStream.objects.values_list("name", "dropped"))
        self._noted = set(ReaderGroup.objects.values_list("stream", "name"))
        self.paused: set[str] = set()
        self._gaps_seen: dict[tuple[str, str], tuple[int, int]] = {}
        self._note_at = 0.0
        self._warn_at = 0.0

    def take(self) -> None:
        """Look at all streams once."""
        streams = survey(self.redis, self.dropped)
        for stream in streams:
            self.tell_again_what_is_gone(stream)
        readers = {(stream.name, group.name) for stream in streams for group in stream.groups}
        if monotonic() >= self._note_at or readers - self._noted:
            self._note_at = monotonic() + SECONDS_BETWEEN_NOTES
            warn = monotonic() >= self._warn_at
            if warn:
                self._warn_at = monotonic() + SECONDS_BETWEEN_WARNINGS
            with _turn_at_the_readers():
                # Asked again: a reader that was dropped since is not to come back.
                streams = survey(self.redis, self.dropped)
                for stream in streams:
                    self.note_readers(stream, warn=warn)
        for stream in streams:
            self.trim(stream)
        self._pause({stream.name for stream in streams if stream.length > bound()})

    def tell_again_what_is_gone(self, stream: Stream) -> None:
        """Redis came back with less, somebody trimmed the stream, or a reader says what it missed."""
        gone = Q(entry__gt=stream.newest)
        positions = {group.name: group.read for group in stream.groups} | {"": self.dropped[stream.name]}
        for reader, read in positions.items():
            gap = (read, stream.present_from)
            if read < stream.present_from - 1 and self._gaps_seen.get((stream.name, reader)) != gap:
                self._gaps_seen[stream.name, reader] = gap
                gone |= Q(entry__gt=read, entry__lt=stream.present_from)
        if stream.missed:
            gone |= Q(entry__in=[as_number(entry_id) for entry_id in stream.missed])
        count = publish_again(events_of(stream.name).filter(gone))
        if count:
            log.warning("events told again: Redis had lost them", stream=stream.name, count=count)
        if stream.missed:
            self.redis.srem(missed_key(stream.name), *stream.missed)

    def note_readers(self, stream: Stream, *, warn: bool) -> None:
        """Remember who reads and how far, and bring back a group that Redis forgot."""
        known = {group.name: group for group in ReaderGroup.objects.filter(stream=stream.name)}
        names = {group.name for group in stream.groups}
        self._noted = {noted for noted in self._noted if noted[0] != stream.name}
        self._noted |= {(stream.name, name) for name in names | known.keys()}
        for name in known.keys() - names:
            recall_group(self.redis, stream.name, name)
        for group in stream.groups:
            idle = seconds_since_seen(self.redis, stream.name, group.name)
            seen_at = None if idle is None else timezone.now() - timedelta(seconds=idle)
            before = known.get(group.name)
            if seen_at is None or (before and before.seen_at > seen_at):
                seen_at = before.seen_at if before else timezone.now()
            ReaderGroup.objects.update_or_create(
                stream=stream.name, name=group.name, defaults={"read": group.read, "seen_at": seen_at}
            )
            absent = timezone.now() - seen_at
            if warn and absent > ABSENT_AFTER:
                log.error(
                    "reader absent: its events are kept until it reads them, or `manage.sh events drop`",
                    stream=stream.name,
                    group=group.name,
                    days=absent.days,
                )
        read = 0 if known.keys() - names else stream.read_by_all
        WrittenStream.objects.filter(name=stream.name).update(read=read)

    def trim(self, stream: Stream) -> None:
        """Drop what all have read: at once if the stream is long, else when it is old."""
        old = at(timezone.now() - KEPT_IN_STREAM)
        if stream.length > bound():
            dropped = self._drop(stream, stream.read_by_all)
        elif stream.length and stream.oldest < old:
            dropped = self._drop(stream, min(stream.read_by_all, old))
        else:
            return
        stream.length -= dropped

    def _drop(self, stream: Stream, until: int) -> int:
        if not stream.groups:
            if any(name == stream.name for name, _ in self._noted):
                return 0  # Redis forgot the readers; they are brought back first
            if stream.length > bound():  # nobody reads it: the newest stay for whoever is yet to come
                surplus: Any = self.redis.xrange(stream.name, count=stream.length - bound())
                until = as_number(surplus[-1][0])
        self.dropped[stream.name] = max(until, self.dropped[stream.name])
        WrittenStream.objects.filter(name=stream.name).update(dropped=self.dropped[stream.name])
        return self.redis.xtrim(stream.name, minid=as_entry_id(until + 1), approximate=False)

    def note_written(self, names: Iterable[str]) -> None:
        """From now on look after these streams too."""
        new = set(names) - self.dropped.keys()
        if new:
            note_written(new)
            self.dropped |= dict.fromkeys(new, 0)

    def _pause(self, full: set[str]) -> None:
        for name in full - self.paused:
            log.error("stream paused: its readers are behind; the outbox keeps what follows", stream=name)
        for name in self.paused - full:
            log.info("stream goes on", stream=name)
        self.paused = full


def bound() -> int:
    """How many entries a stream may hold before its relay waits for the readers."""
    return getattr(settings, "EVENTS_STREAM_LENGTH", 100_000)


def events_of(stream: str) -> QuerySet[OutgoingEvent]:
    return OutgoingEvent.objects.filter(name__startswith=stream.removeprefix("events:") + ".")


def publish_again(events: QuerySet[OutgoingEvent]) -> int:
    """Have published events published once more. Whoever handled them drops them by the inbox."""
    recent = events.filter(published_at__isnull=False, occurred_at__gt=timezone.now() - REPUBLISHED_FOR)
    return recent.update(published_at=None, entry=None)


@contextmanager
def _turn_at_the_readers() -> Iterator[None]:
    """What is known of readers, here and in Redis, changes in one place at a time."""
    with transaction.atomic():
        take_turns("readers of events")
        yield


def recall_group(redis: Redis, stream: str, name: str) -> None:
    try:
        redis.xgroup_create(stream, name, id="0", mkstream=True)
        log.warning("reader remembered: Redis had forgotten its group", stream=stream, group=name)
    except ResponseError as problem:
        if "BUSYGROUP" not in str(problem):
            raise


def drop_group(redis: Redis, stream: str, name: str) -> bool:
    """Forget a reader that will not come back. Whether it was known."""
    with _turn_at_the_readers():
        known, _ = ReaderGroup.objects.filter(stream=stream, name=name).delete()
        try:
            present = bool(redis.xgroup_destroy(stream, name))
        except ResponseError:  # no such stream
            present = False
    return bool(known) or present


def note_written(names: Iterable[str]) -> None:
    """Remember the streams that we write."""
    WrittenStream.objects.bulk_create([WrittenStream(name=name) for name in names], ignore_conflicts=True)
