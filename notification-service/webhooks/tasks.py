"""What the worker sends to webhooks. notification_service/celery.py says when what happens by the clock."""

from uuid import UUID

from celery import shared_task

from webhooks import actions
from webhooks.queue import enqueue


@shared_task(name="webhooks.send_due")
def send_due() -> None:
    """Begin with what is due and nobody is at."""
    for webhook_id in actions.webhooks_with_work():
        enqueue(webhook_id)


@shared_task(name="webhooks.send")
def send(webhook_id: str) -> None:
    """Send one webhook what is due for it."""
    actions.send_what_is_due(UUID(webhook_id))
