"""Where work may be done: on what the customer agreed to, and on small work."""

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import LessThanOrEqual

from projects.errors import ESTIMATE_NEEDED, NOT_OPEN_FOR_WORK
from projects.models import SMALL_WORK_MINUTES, Project, Task, TaskStatus, WorkPolicy
from projects.statuses import AGREED, Status


def is_open_for_work(project: Project) -> bool:
    """Rule: work is done on a project whose estimate the customer agreed to, or which is approved and small.

    Small is what is planned in at most `small_work_minutes` of its location's policy; with 0 nothing is.
    """
    if project.status == Status.APPROVED:
        return 0 < small_work_minutes(project) >= planned_minutes(project)
    return project.status in AGREED


def check_open_for_work(project: Project) -> None:
    """Raises Conflict (409) estimate_needed or project_not_open."""
    if is_open_for_work(project):
        return
    if project.status != Status.APPROVED:
        raise NOT_OPEN_FOR_WORK(project_status=project.status)
    planned, small = planned_minutes(project), small_work_minutes(project)
    raise ESTIMATE_NEEDED(planned_minutes=planned, small_work_minutes=small)


def planned_minutes(project: Project) -> int:
    tasks = project.tasks.exclude(status=TaskStatus.CANCELLED)
    minutes: int = tasks.aggregate(minutes=Sum("estimated_minutes", default=0))["minutes"]
    return minutes


def small_work_minutes(project: Project) -> int:
    return WorkPolicy.of(project.location_id).small_work_minutes


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
