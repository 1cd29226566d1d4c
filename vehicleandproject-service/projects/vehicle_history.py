"""What was done on a vehicle, for whoever has it now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from chassis.auth import Actor
from projects.models import Project, ProjectTransition, Task, TaskStatus
from projects.statuses import HANDED_OVER, Status
from vehicles.models import OdometerReading, Ownership
from vehicles.permissions import check_sees_vehicle

# How many rows of a history are in memory at once.
TOGETHER = 500


@dataclass(frozen=True)
class Visit:
    """What is written of a visit to the workshop, on the day on which the vehicle was handed over there.

    `odometer_km` is what was read last by then, None if nothing was.
    """

    day: date
    odometer_km: int | None
    kind: str
    title: str
    work_done: list[str]
    location: str


def history_visible_to(actor: Actor, vehicle_id: UUID) -> QuerySet[Project]:
    """The finished work on a vehicle: when it was handed over, what the odometer had last read by then, and
    whether it was done for the actor.

    Rule: an owner sees the work of their own time and what else their ownership shows them, and of work for
    others nothing that leads to these. The staff see all. Raises NotFound (404).
    """
    check_sees_vehicle(actor, vehicle_id)
    work = Project.objects.filter(vehicle_id=vehicle_id, status__in=HANDED_OVER)
    if not actor.is_staff:
        work = work.filter(_seen(actor, vehicle_id))
    handed_over = ProjectTransition.objects.filter(project=OuterRef("pk"), to_status=Status.DELIVERED)
    read = OdometerReading.objects.filter(
        vehicle_id=vehicle_id, voided_at__isnull=True, read_at__lte=OuterRef("delivered_at")
    )
    return work.annotate(
        delivered_at=Subquery(handed_over.order_by("-id").values("created_at")[:1]),
        odometer_km=Subquery(read.order_by("-read_at", "-id").values("km")[:1]),
        yours=ExpressionWrapper(Q(customer_id=actor.id), BooleanField()),
        project_id=F("id") if actor.is_staff else Case(When(customer_id=actor.id, then="id")),
    )


def _seen(actor: Actor, vehicle_id: UUID) -> Q:
    mine = Q(customer_id=actor.id)
    present = Ownership.objects.open().filter(vehicle_id=vehicle_id, owner_id=actor.id).first()
    if present is None:
        return mine
    return Q() if present.sees_from is None else mine | Q(created_at__gte=present.sees_from)


def visits(history: QuerySet[Project]) -> Iterator[Visit]:
    """What is written of such a history, newest first, read piece by piece.

    Rule: of work for others no more is written than of one's own: what was done, and nothing that was said.
    """
    done = Task.objects.filter(project=OuterRef("pk"), status=TaskStatus.DONE)
    rows = (
        history.annotate(
            ended_at=Coalesce("delivered_at", "created_at"),
            work_done=ArraySubquery(done.order_by("position").values("title")),
        )
        .order_by("-id")
        .values_list(
            "ended_at",
            "location__time_zone",
            "odometer_km",
            "kind",
            "title",
            "work_done",
            "location__name",
        )
    )
    for ended_at, time_zone, *rest in rows.iterator(chunk_size=TOGETHER):
        yield Visit(ended_at.astimezone(ZoneInfo(time_zone)).date(), *rest)
