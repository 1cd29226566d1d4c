"""What the worker does. notification_service/celery.py says when what happens by the clock."""

from uuid import UUID

from celery import shared_task

from deliveries import actions


@shared_task(name="deliveries.send")
def send(delivery_ids: list[str]) -> None:
    for delivery_id in delivery_ids:
        actions.send(UUID(delivery_id))


@shared_task(name="deliveries.send_due")
def send_due() -> None:
    actions.send_due()
