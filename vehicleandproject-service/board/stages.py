"""Where work stands on the board, and what there is to wait for."""

from django.db import models

from projects.statuses import Status


class Stage(models.TextChoices):
    """The columns of the board, in their order."""

    NEW = "new", "New"
    ESTIMATE = "estimate", "Estimate"
    IN_PROGRESS = "in_progress", "In progress"
    ON_HOLD = "on_hold", "On hold"
    QUALITY_CHECK = "quality_check", "Check"
    READY = "ready", "Ready"


# What is not in it is over.
STAGES = {
    Status.REQUESTED: Stage.NEW,
    Status.APPROVED: Stage.NEW,
    Status.ESTIMATE: Stage.ESTIMATE,
    Status.AUTHORISED: Stage.ESTIMATE,
    Status.IN_PROGRESS: Stage.IN_PROGRESS,
    Status.ON_HOLD: Stage.ON_HOLD,
    Status.QUALITY_CHECK: Stage.QUALITY_CHECK,
    Status.READY: Stage.READY,
}


class WaitsFor(models.TextChoices):
    """What has to come before a project goes on."""

    APPROVAL = "approval", "Approval"
    ESTIMATE = "estimate", "Estimate"
    DECISION = "decision", "Customer's decision"
    PLANNING = "planning", "Planning"
    TECHNICIAN = "technician", "Technician"
    START = "start", "Start"
    RESUMPTION = "resumption", "Going on"
    SUBMISSION = "submission", "Hand-over to the check"
    CHECK = "check", "Check"
    PAYMENT = "payment", "Payment"
    COLLECTION = "collection", "Collection"
