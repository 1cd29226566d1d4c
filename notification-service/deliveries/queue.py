"""Handing deliveries to the workers."""

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

log = structlog.get_logger()


def enqueue(delivery_ids: Sequence[UUID], *, urgent: bool) -> None:
    """Let the workers send these as soon as this transaction is committed.

    It only saves time: without a broker the worker finds by itself what is due, some seconds later.
    """
    if delivery_ids:
        ids = [str(one) for one in delivery_ids]
        priority = AT_ONCE if urgent else IN_TURN
        transaction.on_commit(partial(hand_over, "deliveries.send", ids, priority=priority))


def hand_over(task: str, subject: list[str] | str, *, priority: int = IN_TURN) -> None:
    """Let a worker do a task, if the broker takes it; else it is done when the clock finds it."""
    try:
        current_app.send_task(task, [subject], priority=priority, retry=False)
    except (OperationalError, RedisError) as problem:
        log.warning("not enqueued", task=task, subject=subject, error=str(problem))
