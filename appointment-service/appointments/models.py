"""What the workshop offers and has, who comes when, and what is taken.

Capacity is rows, not a counter: whatever holds time on a bay or a technician has one Allocation a resource,
and the database lets no two of a resource overlap.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import F, Func, Q, Value

from appointments.local_time import Span
from appointments.statuses import HOLDING_CAPACITY, Status, Visibility
from chassis.models import ALPHABET, BaseModel


class ServiceType(BaseModel):
    """What the workshop sells by appointment. It takes up its duration and the buffer behind that."""

    code = models.SlugField(max_length=50)
    name = models.CharField(max_length=100, db_collation=ALPHABET)
    duration_minutes = models.PositiveSmallIntegerField()
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    price_amount = models.DecimalField(max_digits=14, decimal_places=4)
    price_currency = models.CharField(max_length=3)
    required_skill = models.CharField(max_length=50, blank=True)
    bay_kind = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="unique_service_type_code"),
            models.CheckConstraint(condition=Q(duration_minutes__gt=0), name="service_types_take_time"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="service_types_by_name"),
            models.Index(fields=["code", "id"], name="service_types_by_code"),
        ]


class Bay(BaseModel):
    """A place where a vehicle stands while it is worked on."""

    name = models.CharField(max_length=50, db_collation=ALPHABET)
    kind = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="unique_bay_name")]
        indexes = [models.Index(fields=["name", "id"], name="bays_by_name")]


class OpeningHours(models.Model):
    """One stretch of a weekday (0 is Monday) on the workshop's clock; closing at 00:00 is midnight."""

    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("weekday", "opens")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_hours_have_a_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                name="opening_hours_end_after_they_begin",
            ),
        ]


class Closure(BaseModel):
    """When the workshop is closed although its opening hours say otherwise."""

    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="closures_end_after_they_begin")
        ]
        indexes = [models.Index(fields=["start", "id"], name="closures_by_start")]


class Policy(models.Model):
    """The rules of booking that an admin sets: one row, and these values until there is one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    lead_minutes = models.PositiveIntegerField(default=60)
    horizon_days = models.PositiveSmallIntegerField(default=90)
    max_open_per_customer = models.PositiveSmallIntegerField(default=5)
    cancel_deadline_minutes = models.PositiveIntegerField(default=120)
    slot_step_minutes = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(1)])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_policy"),
            models.CheckConstraint(condition=Q(slot_step_minutes__gt=0), name="slots_are_a_step_apart"),
        ]

    @classmethod
    def current(cls) -> "Policy":
        return cls.objects.first() or cls()


class Technician(models.Model):
    """What employee-service last told of an employee; `id` is the account's.

    `skills` are `{"code", "expires_on"}`, `working_hours` are `{"weekday", "start", "end"}` on the workshop's
    clock: always read and replaced whole, so they are no rows.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=301)  # first name, blank, last name
    is_active = models.BooleanField()
    skills = models.JSONField(default=list)
    working_hours = models.JSONField(default=list)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def ahead(self, now: datetime) -> "AppointmentQuerySet":
        """Those that are still to come or under way. What is past ages by itself, whatever became of it."""
        return self.filter(status__in=HOLDING_CAPACITY, end__gt=now)

    def hit_by(self, closure: Closure, now: datetime) -> "AppointmentQuerySet":
        return self.ahead(now).during(closure.start, closure.end)

    def unanswered(self, now: datetime) -> "AppointmentQuerySet":
        """Bookings that nobody confirmed, and their time is over."""
        return self.filter(status=Status.PENDING, end__lte=now)

    def during(self, start: datetime, end: datetime) -> "AppointmentQuerySet":
        return self.filter(start__lt=end, end__gt=start)


class Appointment(BaseModel):
    """A customer's vehicle comes for a service. `end` is without the buffer; the allocations have it."""

    customer_id = models.UUIDField()
    vehicle_id = models.UUIDField()
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="appointments")
    start = models.DateTimeField()
    end = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    bay = models.ForeignKey(Bay, models.PROTECT, related_name="appointments")
    employee_id = models.UUIDField()
    project_id = models.UUIDField(null=True)
    notes = models.TextField(blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="appointments_end_after_they_begin"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointments_have_a_status"),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-id"], name="appointments_of_a_customer"),
            models.Index(fields=["vehicle_id", "-id"], name="appointments_of_a_vehicle"),
            models.Index(fields=["employee_id", "start"], name="appointments_of_an_employee"),
            models.Index(fields=["start", "id"], name="appointments_by_start"),
            models.Index(fields=["end"], condition=Q(status="pending"), name="bookings_to_be_answered"),
        ]


class AppointmentTransition(models.Model):
    """One line of an appointment's history: what it became, by whom, and when it was to start then."""

    id = models.BigAutoField(primary_key=True)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="transitions")
    from_status = models.CharField(max_length=20, null=True, choices=Status.choices)  # noqa: DJ001
    to_status = models.CharField(max_length=20, choices=Status.choices)
    actor_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True)
    reason_visibility = models.CharField(
        max_length=20, choices=Visibility.choices, default=Visibility.CUSTOMER
    )
    start = models.DateTimeField()
    at = models.DateTimeField()


class HoldQuerySet(models.QuerySet["Hold"]):
    def unexpired(self, now: datetime) -> "HoldQuerySet":
        return self.filter(expires_at__gt=now)

    def delete_expired(self, now: datetime) -> int:
        """Give back what expired holds had.

        Call it before claiming anything: whoever waits here, for another request that is at the same holds,
        must not have what that one waits for.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                WITH expired AS (
                    SELECT id FROM appointments_hold WHERE expires_at <= %s ORDER BY id FOR UPDATE
                ), freed AS (
                    DELETE FROM appointments_allocation WHERE hold_id IN (SELECT id FROM expired)
                )
                DELETE FROM appointments_hold WHERE id IN (SELECT id FROM expired)
                """,
                [now],
            )
            return cursor.rowcount


class Hold(BaseModel):
    """A start that is kept for somebody while they make up their mind."""

    holder_id = models.UUIDField()
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="holds")
    bay = models.ForeignKey(Bay, models.PROTECT, related_name="holds")
    employee_id = models.UUIDField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["holder_id", "start", "id"], name="holds_of_a_holder_by_start")]


class ResourceKind(models.TextChoices):
    """What an appointment takes up: one of each."""

    BAY = "bay"
    TECHNICIAN = "technician"


KINDS: list[str] = ResourceKind.values
Resource = tuple[str, UUID]


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def claim(self, taker: "Appointment | Hold", resources: Sequence[Resource], during: Span) -> set[UUID]:
        """Take those of these resources that are free, and say which they were.

        Who else is taking one of them right now is waited for. ON CONFLICT, because two plain inserts that
        conflict can each wait for the other, until PostgreSQL ends one. For the same reason bays come before
        technicians: who waits for a technician is waited for by those who want the bay only.
        """
        owner = "appointment_id" if isinstance(taker, Appointment) else "hold_id"
        rows = ", ".join(["(%s, %s, tstzrange(%s, %s, '[)'), %s)"] * len(resources))
        values = [
            value
            for kind, resource_id in sorted(resources, key=lambda resource: KINDS.index(resource[0]))
            for value in (resource_id, kind, during.start, during.end, taker.pk)
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO appointments_allocation (resource_id, kind, during, {owner}) VALUES {rows} "  # noqa: S608
                "ON CONFLICT DO NOTHING RETURNING resource_id",
                values,
            )
            return {resource_id for (resource_id,) in cursor.fetchall()}

    def end_at(self, moment: datetime) -> None:
        """Cut these uses at a moment: what is behind it is free, and what had not begun is none."""
        self.filter(during__startswith__gte=moment).delete()
        during = Func(F("during__startswith"), Value(moment), function="tstzrange")
        self.filter(during__endswith__gt=moment).update(during=during)


class Allocation(models.Model):
    """A resource is taken for a while, by an appointment or by a hold. Deleting the row frees it.

    What was worked on keeps its rows, cut at the moment the work ended.
    """

    id = models.BigAutoField(primary_key=True)
    resource_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ResourceKind.choices)
    during = DateTimeRangeField()
    appointment = models.ForeignKey(Appointment, models.CASCADE, null=True, related_name="allocations")
    hold = models.ForeignKey(Hold, models.CASCADE, null=True, related_name="allocations")

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="allocations_do_not_overlap",
                expressions=[("resource_id", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=True) ^ Q(hold__isnull=True),
                name="allocations_have_one_taker",
            ),
        ]
