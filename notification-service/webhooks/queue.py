"""How a worker learns of work without waiting for its next look."""

from functools import partial
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis import RedisError

from deliveries.queue import IN_TURN

log = structlog.get_logger("webhooks")


def enqueue(webhook_id: UUID) -> None:
    """Let a worker send once this transaction is there. A broker that is away loses nothing: the worker looks
    for what is due every few seconds."""
    transaction.on_commit(partial(_enqueue, webhook_id))


def _enqueue(webhook_id: UUID) -> None:
    try:
        current_app.send_task("webhooks.send", [str(webhook_id)], priority=IN_TURN, retry=False)
    except (OperationalError, RedisError) as error:
        log.warning("not enqueued", webhook=str(webhook_id), error=str(error))
