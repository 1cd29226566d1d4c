"""What a location offers and has, when it is open, and its rules of booking.

The tables keep the names that they had as part of the app `appointments`.
"""

from copy import copy
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from chassis.models import ALPHABET, BaseModel
from resources.models.location import AtLocation


class ServiceType(AtLocation, BaseModel):
    """What a location sells by appointment. It takes up its duration and the buffers before and behind that.

    `equipment` is `{"kind", "count"}`: so many units of each kind, beside a bay and a technician.
    `hours` are `{"weekday", "opens", "closes"}` on the location's clock; without any it is done whenever the
    location is open.
    """

    code = models.SlugField(max_length=50)
    name = models.CharField(max_length=100, db_collation=ALPHABET)
    duration_minutes = models.PositiveSmallIntegerField()
    buffer_before_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    price_amount = models.DecimalField(max_digits=14, decimal_places=4)
    price_currency = models.CharField(max_length=3)
    required_skill = models.CharField(max_length=50, blank=True)
    bay_kind = models.CharField(max_length=50)
    equipment = models.JSONField(default=list, db_default=[])
    hours = models.JSONField(default=list, db_default=[])
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "appointments_servicetype"
        constraints = [
            models.UniqueConstraint(fields=["location", "code"], name="unique_service_type_code"),
            models.CheckConstraint(condition=Q(duration_minutes__gt=0), name="service_types_take_time"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="service_types_by_name"),
            models.Index(fields=["code", "id"], name="service_types_by_code"),
            models.Index(fields=["location", "name", "id"], name="service_types_of_a_location"),
        ]


class Bay(AtLocation, BaseModel):
    """A place where a vehicle stands while it is worked on."""

    name = models.CharField(max_length=50, db_collation=ALPHABET)
    kind = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "appointments_bay"
        constraints = [models.UniqueConstraint(fields=["location", "name"], name="unique_bay_name")]
        indexes = [
            models.Index(fields=["name", "id"], name="bays_by_name"),
            models.Index(fields=["location", "name", "id"], name="bays_of_a_location"),
        ]


class Equipment(AtLocation, BaseModel):
    """A unit of what is used for a service, such as a wheel balancer: three of a kind are three rows."""

    name = models.CharField(max_length=50, db_collation=ALPHABET)
    kind = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["location", "name"], name="unique_equipment_name")]
        indexes = [
            models.Index(fields=["name", "id"], name="equipment_by_name"),
            models.Index(fields=["location", "name", "id"], name="equipment_of_a_location"),
        ]


class Lendable(AtLocation, BaseModel):
    """A thing that customers are lent while their vehicle is worked on, such as a courtesy car."""

    name = models.CharField(max_length=50, db_collation=ALPHABET)
    kind = models.CharField(max_length=50)
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["location", "name"], name="unique_lendable_name")]
        indexes = [
            models.Index(fields=["name", "id"], name="lendables_by_name"),
            models.Index(fields=["location", "name", "id"], name="lendables_of_a_location"),
        ]


class OpeningHours(AtLocation):
    """One stretch of a weekday (0 is Monday) on the location's clock; closing at 00:00 is midnight."""

    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        db_table = "appointments_openinghours"
        ordering = ("weekday", "opens")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_hours_have_a_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                name="opening_hours_end_after_they_begin",
            ),
        ]


class Closure(AtLocation, BaseModel):
    """When a location is closed although its opening hours say otherwise."""

    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=200)
    # Of a public holiday that was taken over: its date.
    holiday = models.DateField(null=True)

    class Meta:
        db_table = "appointments_closure"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="closures_end_after_they_begin"),
            models.UniqueConstraint(fields=["location", "holiday"], name="one_closure_per_holiday"),
        ]
        indexes = [
            models.Index(fields=["start", "id"], name="closures_by_start"),
            models.Index(fields=["location", "start", "id"], name="closures_of_a_location"),
        ]


MOST_REMINDERS = 5
A_HUNDRED_YEARS = 36500  # days


def usual_reminders() -> list[int]:
    """A day and two hours before."""
    return [1440, 120]


class Policy(AtLocation):
    """The rules of booking that an admin sets for a location; these values until they do."""

    lead_minutes = models.PositiveIntegerField(default=60)
    horizon_days = models.PositiveSmallIntegerField(default=90)
    max_open_per_customer = models.PositiveSmallIntegerField(default=5)
    max_per_day_per_customer = models.PositiveSmallIntegerField(null=True)
    cancel_deadline_minutes = models.PositiveIntegerField(default=120)
    slot_step_minutes = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(1)])
    reminder_minutes = ArrayField(
        models.PositiveIntegerField(), default=usual_reminders, db_default=usual_reminders()
    )

    class Meta:
        db_table = "appointments_policy"
        constraints = [
            models.UniqueConstraint(fields=["location"], name="one_policy_per_location"),
            models.CheckConstraint(condition=Q(slot_step_minutes__gt=0), name="slots_are_a_step_apart"),
            models.CheckConstraint(
                condition=Q(reminder_minutes__len__lte=MOST_REMINDERS), name="policies_remind_a_few_times"
            ),
            models.CheckConstraint(
                condition=Q(deposit_percent__range=(0, 100)), name="deposits_are_a_part_of_the_price"
            ),
        ]

    allow_vehicle_overlap = models.BooleanField(default=False, db_default=False)
    deposit_percent = models.PositiveSmallIntegerField(default=0, db_default=0)

    # Not of the table: whether whoever may has set it aside, for one booking.
    is_set_aside = False

    @classmethod
    def current(cls, location_id: UUID) -> "Policy":
        return cls.objects.filter(location_id=location_id).first() or cls(location_id=location_id)

    def set_aside(self) -> "Policy":
        """The same without what keeps a booking from a start: of lead time, horizon and steps nothing is left
        but the minute."""
        policy = copy(self)
        policy.is_set_aside = True
        policy.lead_minutes, policy.slot_step_minutes, policy.horizon_days = 0, 1, A_HUNDRED_YEARS
        return policy


NONE = models.Value([], models.JSONField())


class TechnicianQuerySet(models.QuerySet["Technician"]):
    def assignable(self) -> "TechnicianQuerySet":
        """Rule: work on vehicles is given to technicians who work here, and not to the office."""
        return self.filter(is_active=True, is_technician=True)


class Technician(models.Model):
    """What employee-service last told of an employee; `id` is the account's. Of some it tells that they are
    no technicians.

    `skills` are `{"code", "expires_on"}`. When they work are `weeks`, `{"valid_from", "working_hours"}`, with
    hours of `{"weekday", "start", "end", "location_id"}` on the location's clock; `exceptions` are dates with
    hours of their own, `{"date", "working_hours"}`; `time_off` is `{"start", "end"}`, two instants. Older
    news has `working_hours` alone, of every week, and no locations. All of it is always read and replaced
    whole, so it is no rows.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=301)  # first name, blank, last name
    is_active = models.BooleanField()
    is_technician = models.BooleanField(default=True, db_default=True)
    skills = models.JSONField(default=list)
    working_hours = models.JSONField(default=list)
    weeks = models.JSONField(default=list, db_default=NONE)
    exceptions = models.JSONField(default=list, db_default=NONE)
    time_off = models.JSONField(default=list, db_default=NONE)

    objects = TechnicianQuerySet.as_manager()

    class Meta:
        db_table = "appointments_technician"
