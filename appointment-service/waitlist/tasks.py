"""What happens by the clock: appointment_service/celery.py says when."""

from celery import shared_task

from waitlist import actions


@shared_task(name="waitlist.go_through")
def go_through() -> None:
    """Those whose offer ran out wait again, behind nobody; what they let go is offered to the next."""
    actions.expire_offers()
    actions.end_what_is_in_vain()
    actions.offer_what_is_free()
