"""Handing work to the workers: that saves time, for they find by themselves what is due, seconds later."""

import time
from collections.abc import Sequence
from functools import partial
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis import RedisError

# Of Celery's with Redis: the smaller goes first.
AT_ONCE, IN_TURN = 0, 6
# To find that a broker is away takes seconds, so that it is not asked again at once.
SECONDS_OF_SILENCE = 10

log = structlog.get_logger()
_silent_until = 0.0


def enqueue(delivery_ids: Sequence[UUID], *, urgent: bool) -> None:
    """Let the workers send these as soon as this transaction is committed."""
    if delivery_ids:
        ids = [str(one) for one in delivery_ids]
        hand_over("deliveries.send", ids, priority=AT_ONCE if urgent else IN_TURN)


def hand_over(task: str, subject: list[str] | str, *, priority: int = IN_TURN) -> None:
    """Let a worker do a task as soon as this transaction is committed, if the broker takes it."""
    transaction.on_commit(partial(_hand_over, task, subject, priority), robust=True)


def _hand_over(task: str, subject: list[str] | str, priority: int) -> None:
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        current_app.send_task(task, [subject], priority=priority, retry=False)
    except (OperationalError, RedisError) as problem:
        _silent_until = time.monotonic() + SECONDS_OF_SILENCE
        log.warning("not enqueued", task=task, subject=subject, error=str(problem))
