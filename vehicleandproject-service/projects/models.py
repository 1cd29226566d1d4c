from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from chassis.models import ALPHABET, BaseModel
from projects.statuses import OVER, Status
from vehicles.models import Vehicle
from workshop.models import DEFAULT_LOCATION_ID, Location

# What is done without an estimate until the workshop says otherwise: whoever leaves the car for two hours
# knows what it is about.
SMALL_WORK_MINUTES = 120
# After how many days an invoice is due until the workshop says otherwise.
PAYMENT_DAYS = 14


class Kind(models.TextChoices):
    SERVICE = "service"
    MODIFICATION = "modification"


class Visibility(models.TextChoices):
    CUSTOMER = "customer"
    INTERNAL = "internal"


class ProjectQuerySet(models.QuerySet["Project"]):
    def under_way(self) -> "ProjectQuerySet":
        """Those that are not over: the vehicle is waited for, stands here or is ready to go."""
        return self.exclude(status__in=OVER)


class WorkPolicy(BaseModel):
    """The rules of work that an admin sets for a location, whose id it has; these values until they do."""

    small_work_minutes = models.PositiveIntegerField(
        default=SMALL_WORK_MINUTES, db_default=SMALL_WORK_MINUTES
    )
    checked_by_another = models.BooleanField(default=True, db_default=True)
    paid_before_delivery = models.BooleanField(default=False, db_default=False)
    payment_days = models.PositiveIntegerField(default=PAYMENT_DAYS, db_default=PAYMENT_DAYS)
    e_invoice = models.BooleanField(default=False, db_default=False)

    @classmethod
    def of(cls, location_id: UUID | None) -> "WorkPolicy":
        return cls.objects.filter(pk=location_id).first() or cls(pk=location_id)


class Project(BaseModel):
    """The work on a vehicle, from request to hand-over. `customer_id` is the account it is done for.

    `services` are the codes that its appointment was booked for; `stays` say in which bays its vehicle
    stands for them, `[{"bay_id", "start", "end"}]` as in `appointment.extended.v1`: they are always read and
    replaced whole, so they are no rows. `undecided_lines` are those of its estimate about which the customer
    has not decided yet, `agreed_lines` those that they agreed to; `ready_at` is
    what its newest ETA says. Of work that is done again `comeback_of` is the work of before.
    `invoiced_at` is when its first invoice was issued; `balance_amount` is still to be paid, or where it is
    negative to be paid back.
    """

    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="projects", db_index=False)
    # The column has a default for rows that a replica of before writes while the platform is upgraded.
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        default=DEFAULT_LOCATION_ID,
        db_default=models.Value(DEFAULT_LOCATION_ID),
        db_index=False,
    )
    customer_id = models.UUIDField()
    appointment_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200, db_collation=ALPHABET)
    concern = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    undecided_lines = models.PositiveIntegerField(default=0, db_default=0)
    agreed_lines = models.PositiveIntegerField(default=0, db_default=0)
    balance_amount = models.DecimalField(
        max_digits=18, decimal_places=4, default=Decimal(), db_default=Decimal()
    )
    balance_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    invoiced_at = models.DateTimeField(null=True)
    services = ArrayField(models.SlugField(max_length=50, db_index=False), default=list, db_default=[])
    stays = models.JSONField(default=list, db_default=[])
    ready_at = models.DateTimeField(null=True)
    comeback_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="comebacks", db_index=False
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment_id"], name="unique_project_appointment"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="project_status_is_known"),
            models.CheckConstraint(condition=Q(progress_percent__lte=100), name="progress_is_a_percentage"),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="projects_of_a_customer"),
            models.Index(fields=["vehicle", "-id"], name="projects_on_a_vehicle"),
            models.Index(fields=["location", "-id"], name="projects_at_a_location"),
            models.Index(fields=["status", "-id"], name="projects_in_a_status"),
            models.Index(fields=["updated_at", "id"], name="projects_by_change"),
            models.Index(fields=["title", "id"], name="projects_by_title"),
            models.Index(
                fields=["comeback_of", "-id"],
                condition=Q(comeback_of__isnull=False),
                name="comebacks_of_a_project",
            ),
        ]


class ProjectTransition(BaseModel):
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
        indexes = [
            models.Index(fields=["project", "id"], name="timeline_of_a_project"),
            models.Index(
                fields=["created_at"], condition=Q(to_status=Status.DELIVERED), name="hand_overs_by_time"
            ),
        ]


class ProjectEta(BaseModel):
    """When the staff said that the work will be done, and why not when was said before. Never changed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="etas", db_index=False)
    ready_at = models.DateTimeField()
    actor_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True)
    reason_visibility = models.CharField(max_length=20, choices=Visibility.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason_visibility__in=Visibility.values), name="eta_visibility_is_known"
            ),
        ]
        indexes = [models.Index(fields=["project", "-id"], name="etas_of_a_project")]


class TaskStatus(models.TextChoices):
    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN_TASKS = (TaskStatus.TODO, TaskStatus.IN_PROGRESS)
WORKED_ON = (TaskStatus.IN_PROGRESS, TaskStatus.DONE)


class Task(BaseModel):
    """A piece of a project's work. `assignee_id` is the technician's account id.

    `awaits_authorisation` while the customer has not agreed to it; it is worked on afterwards.
    `logged_seconds` and `irregular_seconds` are the sums of its times, so that lists need not add them up.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks", db_index=False)
    title = models.CharField(max_length=200, db_collation=ALPHABET)
    assignee_id = models.UUIDField(null=True)
    estimated_minutes = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=TaskStatus.choices, default=TaskStatus.TODO)
    logged_seconds = models.PositiveIntegerField(default=0)
    irregular_seconds = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField()
    awaits_authorisation = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="unique_task_position"),
            models.CheckConstraint(condition=Q(status__in=TaskStatus.values), name="task_status_is_known"),
            models.CheckConstraint(condition=Q(estimated_minutes__gt=0), name="a_task_takes_time"),
        ]
        indexes = [
            models.Index(F("assignee_id"), F("project"), name="tasks_of_an_assignee"),
            models.Index(fields=["status", "-id"], name="tasks_in_a_status"),
            models.Index(fields=["-id"], condition=Q(status__in=OPEN_TASKS), name="open_tasks"),
        ]


class TaskTime(BaseModel):
    """What one time log comes to on a task, as employee-service published it last. `id` is the time log's.

    `irregular_seconds` are those of `seconds` that began while no work might be done. One of a task may be of
    no log: without employee and start it carries what was added up before each log had a row.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="times", db_index=False)
    employee_id = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField()
    irregular_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(started_at__isnull=True), name="unique_carried_time"
            ),
            models.CheckConstraint(
                condition=Q(employee_id__isnull=True, started_at__isnull=True)
                | Q(employee_id__isnull=False, started_at__isnull=False),
                name="what_is_of_a_log_says_whose",
            ),
            models.CheckConstraint(
                condition=Q(irregular_seconds__lte=F("seconds")), name="irregular_is_a_part_of_all"
            ),
        ]
        indexes = [models.Index(fields=["task", "id"], name="times_on_a_task")]


class FormerWork(BaseModel):
    """That somebody had logged time on a project which a correction has taken away since."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    employee_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "employee_id"], name="unique_former_work")]


class Assignee(BaseModel):
    """Whether somebody who may have tasks works here, as employee-service told last. `id` is the account.

    Of who was known before names were kept `name` is empty until they are published again or given a task.
    """

    name = models.CharField(max_length=301, blank=True, default="", db_default="")
    is_active = models.BooleanField()


class Comment(BaseModel):
    """What somebody wrote about a project: for the customer too, or among the staff."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments", db_index=False)
    author_id = models.UUIDField()
    content = models.TextField()
    visibility = models.CharField(max_length=20, choices=Visibility.choices)

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="comments_on_a_project")]
