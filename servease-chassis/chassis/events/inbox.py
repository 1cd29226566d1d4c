"""Handling an event exactly once, and what becomes of one that cannot be handled."""

import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event as Signal

import structlog
from django.db import DatabaseError, connection, transaction
from redis import ConnectionError as RedisConnectionError
from redis import TimeoutError as RedisTimeoutError

from chassis.context import acting_as, request_id
from chassis.errors import UpstreamFailed, UpstreamUnavailable
from chassis.events.event import Event, stream_of
from chassis.events.models import DeadEvent
from chassis.events.registry import Subscription, subscriptions_to
from chassis.events.since import began_after

log = structlog.get_logger()

PAUSES_BEFORE_ATTEMPTS = (0, 0.05, 0.2, 0.5, 1)
PAUSES_IN_AN_OUTAGE = (0.1, 0.5, 2, 5, 15, 30)
# PostgreSQL's refusals that another attempt may well not meet: connections, resources, shutdown, the system;
# then by their own codes serialization failures, deadlocks and lock timeouts.
PASSING_CLASSES = ("08", "53", "57P", "58")
PASSING_CODES = {"40001", "40P01", "55P03"}


def receive(entry: Mapping[str, str], stop: Signal | None = None) -> bool:
    """Deal with one entry of a stream for good: handle it, or after a few attempts put it aside.

    Rule: an outage is no fault of the event. While a lock, an upstream or the database is not to be had the
    event is tried for as long as it takes, and those behind it wait. False if told to stop meanwhile.
    Rule: an upstream that is there and fails, or breaks its contract, is waited for a while, and then the
    event is put aside: what does not pass by itself holds up nobody.
    """
    stop = stop or Signal()
    try:
        event = Event.from_entry(entry)
    except Exception as problem:
        dead_letter(entry, None, problem)
        return True
    connection.ensure_connection()
    session = connection.connection
    faults = outages = 0
    pause: float = PAUSES_BEFORE_ATTEMPTS[0]
    while not stop.wait(pause):
        try:
            handle(event)
            return True
        except Exception as problem:
            if lost_our_turn(problem, session):
                raise
            if is_outage(problem):
                pause = PAUSES_IN_AN_OUTAGE[min(outages, len(PAUSES_IN_AN_OUTAGE) - 1)]
                outages += 1
                continue
            faults += 1
            if faults == len(PAUSES_BEFORE_ATTEMPTS):
                dead_letter(entry, event, problem)
                return True
            pause = _pauses_after(problem)[faults]
    return False


def handle(event: Event) -> str:
    """Run the handlers and note the event in the inbox, in one transaction.

    Rule: whatever comes twice has its effect once, and no handler that copies a state is given an older one.
    """
    subscriptions = listeners_to(event)
    if not subscriptions:
        return "ignored"
    started, outcome, error = time.perf_counter(), "failed", None
    with on_behalf_of(event):
        try:
            with transaction.atomic():
                outcome = deliver(event, subscriptions, new=_is_new(event))
        except Exception as problem:
            error = repr(problem)
            raise
        finally:
            tell(event, outcome, time.perf_counter() - started, error)
    return outcome


def listeners_to(event: Event) -> list[Subscription]:
    return [one for one in subscriptions_to(event.name) if not began_after(one, event)]


def deliver(event: Event, subscriptions: list[Subscription], *, new: bool) -> str:
    """Run those handlers that it is news to, in the transaction that claimed the event."""
    due = [one for one in subscriptions if new or one.repeatable]
    fresh = [one for one in due if not one.newest_only or _is_newest(one, event)]
    for subscription in fresh:
        subscription.deliver(event)
    if not due:
        return "duplicate"
    if not fresh:
        return "outdated"
    return "handled" if new else "repeated"


def tell(event: Event, outcome: str, seconds: float, error: str | None = None) -> None:
    """The line of the log that an event has."""
    write = {"duplicate": log.debug, "failed": log.warning}.get(outcome, log.info)
    names = {"event_name": event.name, "event_id": str(event.id)}
    write("event", **names, milliseconds=round(seconds * 1000, 1), outcome=outcome, error=error)


def dead_letter(entry: Mapping[str, str], event: Event | None, problem: Exception) -> None:
    """Keep the event aside with its error, so that the ones behind it are not held up."""
    # PostgreSQL stores no null characters, and nothing may keep an event from the dead letters.
    entry = {field: text.replace("\0", "\N{REPLACEMENT CHARACTER}") for field, text in entry.items()}
    error = "".join(traceback.format_exception(problem)).replace("\0", "")
    name = entry.get("name", "")
    letter = {"name": name, "entry": entry, "error": error}
    if event:
        DeadEvent.objects.update_or_create(event_id=event.id, defaults=letter)
    else:
        DeadEvent.objects.create(**letter)
    log.error("event dead-lettered", event_name=name, event_id=entry.get("id"), error=repr(problem))


def replay(dead: DeadEvent) -> None:
    """Handle a dead event once more; only then does it leave the dead."""
    with transaction.atomic():
        if handle(Event.from_entry(dead.entry)) == "ignored":
            raise LookupError(f"Nothing here handles {dead.name}.")
        dead.delete()


def _is_new(event: Event) -> bool:
    """Claim the event. A second claim waits for the first to commit, and then finds it taken."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO events_inbox (event_id) VALUES (%s) ON CONFLICT DO NOTHING", [event.id])
        return cursor.rowcount == 1


def _is_newest(subscription: Subscription, event: Event) -> bool:
    """Note the event as the newest of its subject, unless one was heard that is newer.

    Versions and times both rise with a subject's commits. Either is enough: a producer that was restored from
    a backup counts on from an older version, and entries from before versions were counted have a time alone.
    So the highest of each stays noted, or what is behind the one would seem to be ahead of the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO events_newest (handler, stream, subject, version, occurred_at)
            VALUES (%s, %s, %s, %s, %s)
            ON CONFLICT (handler, stream, subject)
            DO UPDATE SET version = GREATEST(events_newest.version, excluded.version),
                          occurred_at = GREATEST(events_newest.occurred_at, excluded.occurred_at)
            WHERE events_newest.version < excluded.version OR events_newest.occurred_at < excluded.occurred_at
            """,
            [subscription.key, stream_of(event.name), event.subject, event.version, event.occurred_at],
        )
        return cursor.rowcount == 1


def _pauses_after(problem: Exception) -> tuple[float, ...]:
    return PAUSES_IN_AN_OUTAGE if isinstance(problem, UpstreamFailed) else PAUSES_BEFORE_ATTEMPTS


def is_outage(problem: Exception) -> bool:
    """Whether somebody else was not to be had: a lock, an upstream, Redis, the database."""
    if isinstance(problem, DatabaseError):
        code: str = getattr(problem.__cause__, "pgcode", None) or ""
        return code in PASSING_CODES or code.startswith(PASSING_CLASSES)
    if isinstance(problem, UpstreamFailed):
        return False
    return isinstance(problem, UpstreamUnavailable | RedisConnectionError | RedisTimeoutError)


def lost_our_turn(problem: Exception, session: object) -> bool:
    """Whether our database session went away, or Redis, in which our place is.

    Django may have opened a new session already, but our turn went with the old one.
    """
    redis_is_away = isinstance(problem, RedisConnectionError | RedisTimeoutError)
    return redis_is_away or connection.connection is not session


@contextmanager
def on_behalf_of(event: Event) -> Iterator[None]:
    """What a handler logs, asks and emits belongs to the request and person that began it."""
    request = request_id.set(event.request_id)
    try:
        with acting_as(event.actor):
            yield
    finally:
        request_id.reset(request)
