"""What technicians' clocks tell. A clock says what happened and cannot be refused."""

from uuid import UUID

from django.db import transaction

from chassis.locking import locked
from projects.actions.history import start
from projects.actions.tasks import measure_progress
from projects.agreement import is_open_for_work
from projects.models import OPEN_TASKS, Project, Task, TaskStatus


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
        if is_open_for_work(project) and task.status in OPEN_TASKS and not task.awaits_authorisation:
            task.update({"status": TaskStatus.IN_PROGRESS})
            start(project, employee_id)
            measure_progress(project)
