"""What the worker does. notification_service/celery.py says when what happens by the clock."""

from celery import shared_task


@shared_task(name="deliveries.send_due")
def send_due() -> None:
    """Send what is due and was not sent when it was planned."""
