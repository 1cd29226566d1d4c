"""The time behind a task's sums: one row per time log, and each row as that log was published last.

Events carry what a log comes to in all, and not what is to be added: one that comes twice, late or again
after a loss leaves the same rows.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from chassis.locking import locked
from projects.agreement import was_open_for_work
from projects.models import FormerWork, Project, Task, TaskTime

SUMS = {"logged_seconds": "seconds", "irregular_seconds": "irregular_seconds"}


def time_logged(
    time_log_id: UUID, task_id: UUID, *, employee_id: UUID, started_at: datetime, seconds: int
) -> None:
    """Keep what a time log comes to, in place of what it came to before.

    Rule: it is kept in any case, and marked as irregular if it began while no work might be done.
    Rule: a log that names another task than before leaves the one and counts on the other.
    Raises Task.DoesNotExist for a task that was never here.
    """
    task = Task.objects.select_related("project").get(pk=task_id)
    with transaction.atomic():
        before = TaskTime.objects.filter(pk=time_log_id).values_list("task_id", flat=True)
        tasks = _locked_tasks({task_id, *before})
        TaskTime.objects.update_or_create(
            pk=time_log_id,
            defaults={
                "task_id": task_id,
                "employee_id": employee_id,
                "started_at": started_at,
                "seconds": seconds,
                "irregular_seconds": 0 if was_open_for_work(task, started_at) else seconds,
            },
        )
        _add_up(tasks)


def take_out_of_what_was_carried(
    time_log_id: UUID, task_id: UUID, started_at: datetime, seconds: int
) -> None:
    """Make room for a log from before each had a row, which is corrected and so gets one.

    Rule: what such a log came to is in what its task carries, and no time is counted twice.
    """
    if TaskTime.objects.filter(pk=time_log_id).exists():
        return
    with transaction.atomic():
        for task in _locked_tasks({task_id}):
            irregular = 0 if was_open_for_work(task, started_at) else seconds
            left = Greatest(F("seconds") - seconds, 0)
            irregular_left = Greatest(F("irregular_seconds") - irregular, 0)
            task.times.filter(started_at__isnull=True).update(
                seconds=Greatest(left, irregular_left), irregular_seconds=irregular_left
            )
            _add_up([task])


def keep_who_worked(task_id: UUID, employee_id: UUID) -> None:
    """Keep that somebody had logged time on a task before they corrected it.

    Rule: a correction moves time, and not who worked on a project: they still do not check it.
    """
    task = Task.objects.filter(pk=task_id).first()
    if task is not None:
        FormerWork.objects.get_or_create(project_id=task.project_id, employee_id=employee_id)


def _locked_tasks(task_ids: Iterable[UUID]) -> list[Task]:
    """The tasks, with their projects locked first, as all do who change a task.

    Each carries what its sums have more than its rows: a replica of the release before, which runs on while
    this one starts, adds to the sums and knows no rows.
    """
    tasks = Task.objects.filter(pk__in=task_ids)
    for project_id in sorted(set(tasks.values_list("project_id", flat=True))):
        locked(Project.objects.all(), project_id)
    rows = list(tasks.select_for_update(no_key=True).order_by("id"))
    for task in rows:
        times = task.times.aggregate(
            all=Sum("seconds", default=0), irregular=Sum("irregular_seconds", default=0)
        )
        more = task.logged_seconds - times["all"]
        if more > 0:
            _carry(task, more, min(max(task.irregular_seconds - times["irregular"], 0), more))
    return rows


def _carry(task: Task, seconds: int, irregular: int) -> None:
    carried, is_new = task.times.get_or_create(
        started_at=None, defaults={"seconds": seconds, "irregular_seconds": irregular}
    )
    if not is_new:
        carried.update(
            {
                "seconds": carried.seconds + seconds,
                "irregular_seconds": carried.irregular_seconds + irregular,
            }
        )


def _add_up(tasks: Iterable[Task]) -> None:
    """Set the sums from the rows."""
    times = TaskTime.objects.filter(task=OuterRef("pk")).order_by().values("task")
    sums = {name: Subquery(times.values(total=Sum(column))) for name, column in SUMS.items()}
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(
        **{name: Coalesce(total, 0) for name, total in sums.items()}
    )
