"""What time off can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class TimeOffStatus(models.TextChoices):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


TRANSITIONS = Transitions(
    "time off",
    {
        TimeOffStatus.PENDING: {
            "approve": TimeOffStatus.APPROVED,
            "reject": TimeOffStatus.REJECTED,
            "cancel": TimeOffStatus.CANCELLED,
        },
        TimeOffStatus.APPROVED: {"cancel": TimeOffStatus.CANCELLED},
        TimeOffStatus.REJECTED: {},
        TimeOffStatus.CANCELLED: {},
    },
)
# What nothing else of the same employee may overlap.
STANDING = (TimeOffStatus.PENDING, TimeOffStatus.APPROVED)
