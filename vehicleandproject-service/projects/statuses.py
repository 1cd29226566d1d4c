"""What a project can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    ESTIMATE = "estimate"
    AUTHORISED = "authorised"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    QUALITY_CHECK = "quality_check"
    READY = "ready"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


TRANSITIONS = Transitions(
    "project",
    {
        Status.REQUESTED: {
            "approve": Status.APPROVED,
            "reject": Status.REJECTED,
            "cancel": Status.CANCELLED,
        },
        Status.APPROVED: {
            "estimate": Status.ESTIMATE,
            "start": Status.IN_PROGRESS,
            "cancel": Status.CANCELLED,
        },
        Status.ESTIMATE: {"authorise": Status.AUTHORISED, "cancel": Status.CANCELLED},
        Status.AUTHORISED: {
            "estimate": Status.ESTIMATE,
            "start": Status.IN_PROGRESS,
            "cancel": Status.CANCELLED,
        },
        Status.IN_PROGRESS: {
            "hold": Status.ON_HOLD,
            "submit-for-quality-check": Status.QUALITY_CHECK,
            "cancel": Status.CANCELLED,
        },
        Status.ON_HOLD: {"resume": Status.IN_PROGRESS, "cancel": Status.CANCELLED},
        Status.QUALITY_CHECK: {
            "pass-quality-check": Status.READY,
            "fail-quality-check": Status.IN_PROGRESS,
        },
        Status.READY: {"deliver": Status.DELIVERED},
        Status.DELIVERED: {"close": Status.CLOSED},
        Status.REJECTED: {},
        Status.CLOSED: {},
        Status.CANCELLED: {},
    },
)
# Rule: a customer may take back a request of their own; what the workshop took on, only the workshop cancels.
CUSTOMERS_TRANSITIONS = Transitions(
    "project",
    {status: {"cancel": Status.CANCELLED} if status == Status.REQUESTED else {} for status in Status},
)
# What the customer agreed to; on what is approved alone, work may be done if it is small.
AGREED = (Status.AUTHORISED, Status.IN_PROGRESS)
GOES_ON = (Status.IN_PROGRESS, Status.ON_HOLD)
OPEN_FOR_WORK = (Status.APPROVED, *AGREED)
PLANNED_ON = (Status.REQUESTED, Status.ESTIMATE, Status.ON_HOLD, *OPEN_FOR_WORK)
HANDED_OVER = (Status.DELIVERED, Status.CLOSED)
UNDONE = (Status.REJECTED, Status.CANCELLED)
OVER = (*HANDED_OVER, *UNDONE)
