"""What an entry of the waiting list can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    ENDED = "ended"


class EndReason(models.TextChoices):
    """Why an entry ended without a booking."""

    RANGE_OVER = "range_over"
    OFFERS_PASSED = "offers_passed"
    VEHICLE_REMOVED = "vehicle_removed"
    ACCOUNT_CLOSED = "account_closed"


# By the clock, besides: what was not accepted in time waits again, and what waited in vain has ended.
TRANSITIONS = Transitions(
    "entry of the waiting list",
    {
        Status.WAITING: {},
        Status.OFFERED: {"accept": Status.BOOKED, "decline": Status.WAITING},
        Status.BOOKED: {},
        Status.ENDED: {},
    },
)
OPEN = (Status.WAITING, Status.OFFERED)
