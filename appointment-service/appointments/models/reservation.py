"""What is taken, for whom, and until when.

Capacity is rows, not a counter: whatever takes time has a Reservation of its own, and that one Allocation per
resource. The database lets no two of a resource overlap.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value

from appointments.assignment import AssignmentReason
from appointments.claims import Claim, Key, in_order
from appointments.kinds import ResourceKind
from appointments.parts import Part
from chassis.models import new_id
from chassis.writing import Write, together, write


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
            cursor.execute(f"WITH {GIVE_BACK} {FORGET}", {"gone_by": now, "gone_for": [], "taken_by": None})
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


class Lost(Exception):
    """Somebody else has taken what was chosen, at the same moment."""


class Expired(Exception):
    """What was to be used is no longer there."""


# Whoever waits here, for another request that is at the same holds, has nothing yet that that one waits for:
# what is wanted is taken afterwards, which is why it counts what was freed.
GIVE_BACK = """
given_back AS (
    SELECT id FROM appointments_reservation
    WHERE expires_at <= %(gone_by)s OR id = ANY(%(gone_for)s::uuid[]) ORDER BY id FOR UPDATE
), freed AS (
    DELETE FROM appointments_allocation
    WHERE reservation_id = ANY(ARRAY(SELECT id FROM given_back) || %(taken_by)s::uuid) RETURNING true
), unheld AS (
    DELETE FROM appointments_hold WHERE reservation_id = ANY(ARRAY(SELECT id FROM given_back))
)"""
FORGET = """
DELETE FROM appointments_reservation WHERE id = ANY(ARRAY(SELECT id FROM given_back)) RETURNING id
"""
TAKE = """
INSERT INTO appointments_allocation (resource_id, kind, during, reservation_id, expires_at)
SELECT resource_id, kind, tstzrange(begins, ends), %(taken_by)s, %(taken_until)s
FROM unnest(%(taken)s::uuid[], %(taken_kinds)s::text[], %(taken_from)s, %(taken_to)s)
    WITH ORDINALITY AS wanted (resource_id, kind, begins, ends, place)
WHERE (SELECT count(*) FROM freed) >= 0
ORDER BY place ON CONFLICT DO NOTHING RETURNING true
"""


def _check_used(used: set[UUID], gone: list[UUID]) -> None:
    if not used <= set(gone):
        raise Expired


def _check_taken(wanted: int, taken: list[bool]) -> None:
    if len(taken) < wanted:
        raise Lost


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def claim(self, reservation: Reservation, claims: Sequence[Claim]) -> set[Key]:
        """Take those of these resources that are free, and say which they were.

        Who else is taking one of them right now is waited for. ON CONFLICT, because two plain inserts that
        conflict can each wait for the other, until PostgreSQL ends one.
        """
        rows = ", ".join(["(%s, %s, tstzrange(%s, %s, '[)'), %s, %s)"] * len(claims))
        values = [
            value
            for kind, resource_id, during in in_order(claims)
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

    def take(
        self,
        reservation_id: UUID,
        claims: Sequence[Claim],
        now: datetime,
        *,
        until: datetime | None = None,
        used: Sequence[UUID] = (),
    ) -> None:
        """Take all of these resources, in the place of what the reservation has; expired reservations and
        those that are `used` for it are gone. Raises Lost if somebody else has taken one of them meanwhile.

        Who else is taking one of them right now is waited for, as by claim().
        """
        wanted = in_order(claims)
        gone = {"gone_by": now, "gone_for": list(used), "taken_by": reservation_id}
        taken = {
            "taken": [one.resource_id for one in wanted],
            "taken_kinds": [str(one.kind) for one in wanted],
            "taken_from": [one.during.start for one in wanted],
            "taken_to": [one.during.end for one in wanted],
            "taken_by": reservation_id,
            "taken_until": until,
        }
        with together():
            write(Write("gone", FORGET, gone, before=GIVE_BACK, check=partial(_check_used, set(used))))
            write(Write("taken", TAKE, taken, check=partial(_check_taken, len(claims))))

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


class Assigned(models.Model):
    """Keeps why its technician does it; null of what was taken before that was kept."""

    assignment_reason = models.CharField(  # noqa: DJ001
        max_length=20, choices=AssignmentReason.choices, null=True
    )

    class Meta:
        abstract = True

    def note_assignment(self, reason: AssignmentReason) -> None:
        self.assignment_reason = reason


ASSIGNED_FOR_A_REASON = Q(assignment_reason__isnull=True) | Q(assignment_reason__in=AssignmentReason.values)


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
