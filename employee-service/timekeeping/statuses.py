"""What logged time can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


TRANSITIONS = Transitions(
    "timer",
    {
        Status.RUNNING: {"pause": Status.PAUSED, "stop": Status.STOPPED},
        Status.PAUSED: {"resume": Status.RUNNING, "stop": Status.STOPPED},
        Status.STOPPED: {},
    },
)


class EndedBy(models.TextChoices):
    """Why the platform ended a timer that nobody stopped."""

    PROJECT_NOT_OPEN = "project_not_open"
    TASK_CANCELLED = "task_cancelled"
    TASK_UNASSIGNED = "task_unassigned"
    EMPLOYEE_INACTIVE = "employee_inactive"
