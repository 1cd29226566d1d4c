"""What happens by the clock: appointment_service/celery.py says when."""

from celery import shared_task

from series import actions


@shared_task(name="series.book_what_is_due")
def book_what_is_due() -> None:
    actions.book_what_is_due()
