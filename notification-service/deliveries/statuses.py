"""What a delivery can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    """`suppressed`: not sent because its address is stopped. `folded`: sent as part of another."""

    WAITING = "waiting"
    SENT = "sent"
    FOLDED = "folded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"


class NotSent(Exception):
    """Why a delivery is not sent at all."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


# What else becomes of a delivery is the worker's doing.
TRANSITIONS = Transitions(
    "delivery",
    {
        Status.FAILED: {"replay": Status.WAITING},
        Status.SUPPRESSED: {"replay": Status.WAITING},
        Status.WAITING: {},
        Status.SENT: {},
        Status.FOLDED: {},
        Status.CANCELLED: {},
    },
)
