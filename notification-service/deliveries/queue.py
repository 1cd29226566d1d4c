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
        transaction.on_commit(partial(_enqueue, ids, AT_ONCE if urgent else IN_TURN))


def _enqueue(ids: list[str], priority: int) -> None:
    try:
        current_app.send_task("deliveries.send", [ids], priority=priority, retry=False)
    except (OperationalError, RedisError) as problem:
        log.warning("not enqueued", deliveries=ids, error=str(problem))
