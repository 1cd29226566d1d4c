from django.db import models
from django.db.models import F, Q

from chassis.errors import Refused
from chassis.models import Record
from vehicles.models import Vehicle


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


# Rule: a project changes its status by these verbs and no other way. README.md publishes the table.
TRANSITIONS: dict[str, dict[str, Status]] = {
    Status.REQUESTED: {"approve": Status.APPROVED, "reject": Status.REJECTED, "cancel": Status.CANCELLED},
    Status.APPROVED: {"start": Status.IN_PROGRESS, "cancel": Status.CANCELLED},
    Status.ESTIMATE: {"cancel": Status.CANCELLED},
    Status.AUTHORISED: {"start": Status.IN_PROGRESS, "cancel": Status.CANCELLED},
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
}
OPEN_FOR_WORK = (Status.APPROVED, Status.AUTHORISED, Status.IN_PROGRESS)
OVER = (Status.REJECTED, Status.DELIVERED, Status.CLOSED, Status.CANCELLED)


class Kind(models.TextChoices):
    SERVICE = "service"
    MODIFICATION = "modification"


class Visibility(models.TextChoices):
    CUSTOMER = "customer"
    INTERNAL = "internal"


class Project(Record):
    """The work on a vehicle, from request to hand-over. `customer_id` is the account it is done for."""

    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="projects", db_index=False)
    customer_id = models.UUIDField()
    appointment_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    concern = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    progress_percent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment_id"], name="one_project_an_appointment"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="project_status_is_known"),
            models.CheckConstraint(condition=Q(progress_percent__lte=100), name="progress_is_a_percentage"),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="projects_of_a_customer"),
            models.Index(fields=["vehicle", "-id"], name="projects_on_a_vehicle"),
            models.Index(fields=["status", "-id"], name="projects_in_a_status"),
        ]

    def after(self, verb: str) -> Status:
        """The status that `verb` leads to. Raises Refused (409) where the table has no such way."""
        allowed = TRANSITIONS[self.status]
        if verb not in allowed:
            raise Refused(
                "illegal_transition",
                f"A project that is {self.status} cannot {verb.replace('-', ' ')}.",
                allowed=sorted(allowed.values()),
            )
        return allowed[verb]


class ProjectTransition(Record):
    """One line of a project's timeline. The first comes from nowhere."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="timeline", db_index=False)
    from_status = models.CharField(max_length=20, choices=Status.choices, null=True)  # noqa: DJ001
    to_status = models.CharField(max_length=20, choices=Status.choices)
    actor_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    reason_visibility = models.CharField(
        max_length=20, choices=Visibility.choices, default=Visibility.CUSTOMER
    )

    class Meta:
        indexes = [models.Index(fields=["project", "id"], name="timeline_of_a_project")]


class TaskStatus(models.TextChoices):
    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Task(Record):
    """A piece of a project's work. `assignee_id` is the technician's account id."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks", db_index=False)
    title = models.CharField(max_length=200)
    assignee_id = models.UUIDField(null=True)
    estimated_minutes = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=TaskStatus.choices, default=TaskStatus.TODO)
    logged_seconds = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_task_a_position"),
            models.CheckConstraint(condition=Q(status__in=TaskStatus.values), name="task_status_is_known"),
            models.CheckConstraint(condition=Q(estimated_minutes__gt=0), name="a_task_takes_time"),
        ]
        indexes = [models.Index(F("assignee_id"), F("project"), name="tasks_of_an_assignee")]


class Comment(Record):
    """What somebody wrote about a project: for the customer too, or among the staff."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments", db_index=False)
    author_id = models.UUIDField()
    content = models.TextField()
    visibility = models.CharField(max_length=20, choices=Visibility.choices)

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="comments_on_a_project")]
