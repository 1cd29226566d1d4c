"""What technicians' clocks tell. A clock says what happened and cannot be refused."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from chassis.locking import locked
from projects.actions.history import start
from projects.actions.tasks import measure_progress
from projects.models import OPEN_TASKS, Project, ProjectTransition, Task, TaskStatus
from projects.statuses import OPEN_FOR_WORK


def work_started(task_id: UUID, employee_id: UUID) -> None:
    """A technician's clock runs on a task, so the task is in progress.

    Rule: on a project that no work may be done on it changes nothing. What is done or cancelled stays so: the
    news may come late, and time is also entered afterwards.
    Raises Task.DoesNotExist for a task that was never here.
    """
    project_id = Task.objects.values_list("project_id", flat=True).get(pk=task_id)
    with transaction.atomic():
        project = locked(Project.objects.all(), project_id)
        task = project.tasks.get(pk=task_id)
        if project.status in OPEN_FOR_WORK and task.status in OPEN_TASKS:
            task.update({"status": TaskStatus.IN_PROGRESS})
            start(project, employee_id)
            measure_progress(project)


def work_stopped(task_id: UUID, started_at: datetime, seconds: int) -> None:
    """Add what a technician's clock counted.

    Rule: it is kept in any case, and marked as irregular if it began while no work might be done.
    Raises Task.DoesNotExist for a task that was never here.
    """
    project_id = Task.objects.values_list("project_id", flat=True).get(pk=task_id)
    irregular = 0 if _was_open(project_id, started_at) else seconds
    Task.objects.filter(pk=task_id).update(
        logged_seconds=F("logged_seconds") + seconds, irregular_seconds=F("irregular_seconds") + irregular
    )


def _was_open(project_id: UUID, instant: datetime) -> bool:
    """Whether work might be done then. Of the time before a project was entered here nobody can say no."""
    past = ProjectTransition.objects.filter(project_id=project_id, created_at__lte=instant)
    status = past.order_by("-created_at").values_list("to_status", flat=True).first()
    return status is None or status in OPEN_FOR_WORK
