"""How a worker learns of work without waiting for its next look."""

from uuid import UUID

from deliveries.queue import hand_over


def enqueue(webhook_id: UUID) -> None:
    """Let a worker send once this transaction is there. A broker that is away loses nothing: the worker looks
    for what is due every few seconds."""
    hand_over("webhooks.send", str(webhook_id))
