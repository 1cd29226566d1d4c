"""What is done when the calendar changes: the bookings that it concerns are looked through."""

from typing import Any

from django.dispatch import receiver

from appointments.actions.attention import review
from appointments.models import Appointment
from resources.calendar_changes import changed


@receiver(changed, dispatch_uid="review bookings")
def review_bookings(concerned: dict[str, Any], **_: Any) -> None:
    review(Appointment.objects.filter(**concerned))
