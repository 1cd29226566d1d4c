"""What is taken, for whom, and until when.

Capacity is rows, not a counter: whatever takes time has a Reservation of its own, and that one Allocation per
resource. The database lets no two of a resource overlap.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value

from appointments.assignment import AssignmentReason
from appointments.claims import Claim, Key
from appointments.kinds import KINDS, ResourceKind
from appointments.parts import Part
from chassis.models import new_id


class ReservationState(models.TextChoices):
    """Why time is taken. What is held or offered is taken for a while only."""

    HELD = "held"
    BOOKED = "booked"
    OFFERED = "offered"
    BLOCKED = "blocked"


FOR_A_WHILE = (ReservationState.HELD, ReservationState.OFFERED)


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def delete_expired(self, now: datetime) -> int:
        """Give back what was taken for a while that is over. How many there were.

        Call it before claiming anything: whoever waits here, for another request that is at the same holds,
        must not have what that one waits for.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                WITH expired AS (
                    SELECT id FROM appointments_reservation WHERE expires_at <= %s ORDER BY id FOR UPDATE
                ), freed AS (
                    DELETE FROM appointments_allocation WHERE reservation_id IN (SELECT id FROM expired)
                ), forgotten AS (
                    DELETE FROM appointments_hold WHERE reservation_id IN (SELECT id FROM expired)
                )
                DELETE FROM appointments_reservation WHERE id IN (SELECT id FROM expired)
                """,
                [now],
            )
            return cursor.rowcount


class Reservation(models.Model):
    """Stands between whoever takes time and what is taken."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=20, choices=ReservationState.choices)
    expires_at = models.DateTimeField(null=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReservationState.values), name="reservations_have_a_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FOR_A_WHILE, expires_at__isnull=False)
                | (~Q(state__in=FOR_A_WHILE) & Q(expires_at__isnull=True)),
                name="reservations_for_a_while_expire",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(expires_at__isnull=False), name="reservations_that_expire"
            )
        ]


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def claim(self, reservation: Reservation, claims: Sequence[Claim]) -> set[Key]:
        """Take those of these resources that are free, and say which they were.

        Who else is taking one of them right now is waited for. ON CONFLICT, because two plain inserts that
        conflict can each wait for the other, until PostgreSQL ends one. For the same reason all have one
        order: vehicles, bays, equipment, technicians, of a kind by id, and each from the earliest on.
        """
        in_order = sorted(claims, key=lambda one: (KINDS.index(one.kind), *one.key))
        rows = ", ".join(["(%s, %s, tstzrange(%s, %s, '[)'), %s, %s)"] * len(claims))
        values = [
            value
            for kind, resource_id, during in in_order
            for value in (
                resource_id, kind, during.start, during.end, reservation.id, reservation.expires_at,
            )
        ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO appointments_allocation "  # noqa: S608
                f"(resource_id, kind, during, reservation_id, expires_at) VALUES {rows} "
                "ON CONFLICT DO NOTHING RETURNING resource_id, lower(during)",
                values,
            )
            return set(cursor.fetchall())

    def end_at(self, moment: datetime) -> None:
        """Cut these uses at a moment: what is behind it is free, and what had not begun is none."""
        self.filter(during__startswith__gte=moment).delete()
        during = Func(F("during__startswith"), Value(moment), function="tstzrange")
        self.filter(during__endswith__gt=moment).update(during=during)


class Allocation(models.Model):
    """A resource is taken for a while. Deleting the row frees it.

    What was worked on keeps its rows, cut at the moment the work ended. `expires_at` is the reservation's,
    repeated so that a calendar is read without it.
    """

    id = models.BigAutoField(primary_key=True)
    reservation = models.ForeignKey(Reservation, models.CASCADE, related_name="allocations")
    resource_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ResourceKind.choices)
    during = DateTimeRangeField()
    expires_at = models.DateTimeField(null=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="allocations_do_not_overlap",
                expressions=[("resource_id", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]


class TakesTime(models.Model):
    """Whatever takes time, by a reservation of its own."""

    reservation = models.OneToOneField(Reservation, models.CASCADE)

    class Meta:
        abstract = True

    @property
    def allocations(self) -> AllocationQuerySet:
        return Allocation.objects.filter(reservation_id=self.reservation_id)

    def note_assignment(self, reason: AssignmentReason) -> None:
        """Called with why its technician was chosen; whoever does not show it does not keep it."""

    def place(self, parts: Sequence[Part]) -> None:
        """Called when it has been given its time, for each of its services; nothing more follows from that
        for what sells nothing."""
