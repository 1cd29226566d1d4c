from django.db import models
from django.db.models import Q

from chassis.models import ALPHABET, BaseModel
from documents.models import Document
from projects.models import Project
from vehicles.models import Vehicle

DUE_SOON_KM = 1_000
DUE_SOON_DAYS = 30


class Interval(BaseModel):
    """How often a service is to be done: every so many kilometres, calendar months, or both.

    `service_type` is a code of appointment-service's catalogue. It is due soon `due_soon_km` and
    `due_soon_days` ahead.
    """

    service_type = models.SlugField(max_length=50, db_index=False)
    every_km = models.PositiveIntegerField(null=True)
    every_months = models.PositiveSmallIntegerField(null=True)
    due_soon_km = models.PositiveIntegerField(default=DUE_SOON_KM)
    due_soon_days = models.PositiveSmallIntegerField(default=DUE_SOON_DAYS)

    class Meta:
        abstract = True


class ServicePlan(Interval):
    """What the workshop advises for vehicles: of a make and model, or of any where these are empty."""

    name = models.CharField(max_length=100, db_collation=ALPHABET)
    make = models.CharField(max_length=50, blank=True)
    model = models.CharField(max_length=50, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="unique_service_plan"),
            models.CheckConstraint(
                condition=Q(every_km__gt=0) | Q(every_months__gt=0), name="plans_have_an_interval"
            ),
        ]
        indexes = [
            models.Index(fields=["service_type", "-id"], name="plans_of_a_service"),
            models.Index(fields=["is_active", "-id"], name="plans_by_whether_active"),
        ]


class Reminder(Interval):
    """When a service of a vehicle is due again, by its own interval, which it may have from a plan.

    One of a `document` is due when that expires, has no interval and no service, and goes with it.
    `owner_id` is whose vehicle it was when the reminder was made: with another owner nobody is reminded.
    `last_done_km` and `due_km` are on the scale of the vehicle's `distance_km`; null where that is unknown.
    `announced_at` once that it is due was published.
    """

    vehicle = models.ForeignKey(Vehicle, models.CASCADE, related_name="reminders", db_index=False)
    plan = models.ForeignKey(ServicePlan, models.PROTECT, null=True, db_index=False)
    document = models.OneToOneField(Document, models.CASCADE, null=True, related_name="reminder")
    owner_id = models.UUIDField()
    title = models.CharField(max_length=100)
    last_done_on = models.DateField()
    last_done_km = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)
    due_km = models.PositiveIntegerField(null=True)
    announced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vehicle", "owner_id", "plan"], name="one_reminder_of_a_plan"),
            models.CheckConstraint(
                condition=Q(every_km__gt=0) | Q(every_months__gt=0) | Q(document__isnull=False),
                name="reminders_have_an_interval",
            ),
        ]
        indexes = [
            models.Index(fields=["vehicle", "owner_id", "-id"], name="reminders_of_a_vehicle"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(announced_at__isnull=True),
                name="reminders_to_announce",
            ),
        ]


class Completion(BaseModel):
    """That a project did what a reminder is about."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="completions", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    done_on = models.DateField()
    done_km = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reminder", "project"], name="done_once_by_a_project")]
