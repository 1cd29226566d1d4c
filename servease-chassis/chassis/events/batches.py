"""Handling many events in one transaction, which costs each of them a fraction of one of its own.

A batch is nothing but speed. Whatever goes wrong in it, all of it is undone, and its events are handled one
by one with all that chassis.events.inbox promises: five attempts, waits for outages, dead letters.
"""

import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import structlog
from django.db import connection, transaction

from chassis.events.event import Event
from chassis.events.inbox import deliver, listeners_to, lost_our_turn, on_behalf_of, tell
from chassis.events.registry import Subscription, subscriptions_to

log = structlog.get_logger()

# After so long nothing more is begun: others may wait for the rows that a batch has locked.
LONGEST_SECONDS = 0.1
# Below PostgreSQL's deadlock_timeout of a second: where a batch and a request wait for each other, it is the
# batch that gives up, before the request can be chosen to.
CLAIM = """
SET LOCAL lock_timeout = '100ms';
INSERT INTO events_inbox (event_id) SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING RETURNING event_id
"""
GIVE_BACK = "DELETE FROM events_inbox WHERE event_id = ANY(%s::uuid[])"


class Outcome(NamedTuple):
    event: Event
    word: str
    seconds: float


class Due(NamedTuple):
    """An event and those of our handlers that listen to it."""

    event: Event
    subscriptions: list[Subscription]


def receive_together(entries: Sequence[Mapping[str, str]]) -> int:
    """Deal with a stream's entries in one transaction, and say with how many from the first on.

    0 if one of them failed, and then nothing was done; or if there is but one, which gains nothing here.
    """
    if len(entries) < 2:
        return 0
    connection.ensure_connection()
    session = connection.connection
    try:
        waiting = [_due(entry) for entry in entries]
        if not any(waiting):
            return len(waiting)
        with transaction.atomic():
            outcomes = _handle(waiting)
    except Exception as problem:
        if lost_our_turn(problem, session):
            raise
        log.info("events handled one by one", count=len(entries), reason=repr(problem))
        return 0
    for outcome in filter(None, outcomes):
        with on_behalf_of(outcome.event):
            tell(*outcome)
    return len(outcomes)


def _due(entry: Mapping[str, str]) -> Due | None:
    """None if nobody here listens to it."""
    if not subscriptions_to(entry["name"]):
        return None
    event = Event.from_entry(entry)
    listeners = listeners_to(event)
    return Due(event, listeners) if listeners else None


def _handle(waiting: list[Due | None]) -> list[Outcome | None]:
    """What became of each, in their order, as far as the time went."""
    deadline = time.monotonic() + LONGEST_SECONDS
    claimed = _claim([due.event.id for due in waiting if due])
    outcomes: list[Outcome | None] = []
    for due in waiting:
        if time.monotonic() > deadline and outcomes:
            break
        outcomes.append(_handle_one(due, claimed) if due else None)
    if claimed:
        _give_back(claimed)
    return outcomes


def _handle_one(due: Due, claimed: set[UUID]) -> Outcome:
    new = due.event.id in claimed
    claimed.discard(due.event.id)  # the stream may have it a second time
    started = time.perf_counter()
    with on_behalf_of(due.event):
        word = deliver(due.event, due.subscriptions, new=new)
    return Outcome(due.event, word, time.perf_counter() - started)


def _claim(ids: list[UUID]) -> set[UUID]:
    """Those that were not handled before."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [ids])
        return {event_id for [event_id] in cursor.fetchall()}


def _give_back(claimed: set[UUID]) -> None:
    """What the time did not suffice for comes again, with the next batch."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE_BACK, [list(claimed)])
