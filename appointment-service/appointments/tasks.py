"""What happens by the clock: appointment_service/celery.py says when."""

from celery import shared_task

from appointments import actions


@shared_task(name="appointments.expire_holds")
def expire_holds() -> None:
    actions.expire_holds()


@shared_task(name="appointments.expire_bookings")
def expire_bookings() -> None:
    actions.expire_bookings()


@shared_task(name="appointments.send_reminders")
def send_reminders() -> None:
    actions.send_reminders()


@shared_task(name="appointments.lay_past_aside")
def lay_past_aside() -> None:
    actions.lay_past_aside()
