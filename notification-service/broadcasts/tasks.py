"""What the worker does. notification_service/celery.py says when what happens by the clock."""

from uuid import UUID

from celery import shared_task

from broadcasts import actions


@shared_task(name="broadcasts.plan_next")
def plan_next(broadcast_id: str) -> None:
    actions.plan_next(UUID(broadcast_id))


@shared_task(name="broadcasts.go_on")
def go_on() -> None:
    actions.go_on()
