"""What is taken, and by whom.

Capacity is rows, not a counter: whatever holds time on a bay or a technician has one Allocation per resource,
and the database lets no two of a resource overlap.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value

from appointments.local_time import Span
from appointments.models.appointment import Appointment
from chassis.models import BaseModel
from resources.models import Bay, ServiceType


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
