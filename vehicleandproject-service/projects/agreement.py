"""Where work may be done: on what the customer agreed to, and on small work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import LessThanOrEqual

from projects.errors import ESTIMATE_NEEDED, NOT_OPEN_FOR_WORK
from projects.models import SMALL_WORK_MINUTES, Project, ProjectTransition, Task, TaskStatus, WorkPolicy
from projects.statuses import AGREED, GOES_ON, OPEN_FOR_WORK, Status


def is_open_for_work(project: Project) -> bool:
    """Rule: work is done on a project whose estimate the customer agreed to, or which is approved and small.

    Small is what is planned in at most `small_work_minutes` of its location's policy; with 0 nothing is.
    """
    if project.status == Status.APPROVED:
        return _is_small(project, planned_minutes(project))
    return project.status in AGREED


def was_open_for_work(task: Task, instant: datetime) -> bool:
    """Whether work might be done on a task's project at an instant.

    Rule: what was only approved then was open if it was small by what was planned until then, with the
    minutes that are planned of that now. Of the time before a project was entered here nobody can say no.
    """
    past = ProjectTransition.objects.filter(project_id=task.project_id, created_at__lte=instant)
    status = past.order_by("-created_at").values_list("to_status", flat=True).first()
    if status == Status.APPROVED:
        known = Q(created_at__lte=instant) | Q(pk=task.pk)
        return _is_small(task.project, _minutes(task.project.tasks.filter(known)))
    return status is None or status in OPEN_FOR_WORK


def check_open_for_work(project: Project) -> None:
    """Raises Conflict (409) estimate_needed or project_not_open."""
    if is_open_for_work(project):
        return
    if project.status != Status.APPROVED:
        raise NOT_OPEN_FOR_WORK(project_status=project.status)
    planned, small = planned_minutes(project), small_work_minutes(project)
    raise ESTIMATE_NEEDED(planned_minutes=planned, small_work_minutes=small)


@contextmanager
def kept_small(project: Project) -> Iterator[None]:
    """Around what plans work on a locked project.

    Rule: work that goes on with nothing on an estimate stays small: what is planned beyond that is put on an
    estimate. Where it is more already, it does not become more. Raises Conflict (409) estimate_needed.
    """
    if project.status not in GOES_ON or project.agreed_lines or project.undecided_lines:
        yield
        return
    before = planned_minutes(project)
    yield
    planned, small = planned_minutes(project), small_work_minutes(project)
    if planned > max(before, small):
        raise ESTIMATE_NEEDED(planned_minutes=planned, small_work_minutes=small)


def planned_minutes(project: Project) -> int:
    return _minutes(project.tasks.all())


def small_work_minutes(project: Project) -> int:
    return WorkPolicy.of(project.location_id).small_work_minutes


def _is_small(project: Project, minutes: int) -> bool:
    return 0 < small_work_minutes(project) >= minutes


def _minutes(tasks: QuerySet[Task]) -> int:
    planned = tasks.exclude(status=TaskStatus.CANCELLED)
    minutes: int = planned.aggregate(minutes=Sum("estimated_minutes", default=0))["minutes"]
    return minutes


def task_open_for_work() -> Q:
    """`is_open_for_work` of a task's project, in SQL, and that the task itself may be worked on."""
    policy = WorkPolicy.objects.filter(pk=OuterRef("project__location_id")).values("small_work_minutes")
    # Nothing is less than NULL: with 0 not even that for which nothing is planned.
    small = NullIf(Coalesce(Subquery(policy), SMALL_WORK_MINUTES), 0)
    tasks = Task.objects.filter(project=OuterRef("project")).exclude(status=TaskStatus.CANCELLED)
    planned = Subquery(tasks.values("project").annotate(minutes=Sum("estimated_minutes")).values("minutes"))
    is_small = Q(LessThanOrEqual(Coalesce(planned, 0), small))
    agreed = Q(project__status__in=AGREED) | (Q(project__status=Status.APPROVED) & is_small)
    return agreed & ~Q(status=TaskStatus.CANCELLED) & Q(awaits_authorisation=False)
