"""On what time is logged."""

import uuid

from timekeeping import clients
from timekeeping.errors import NOT_ASSIGNED, PROJECT_NOT_OPEN, TASK_CANCELLED


def task_of(employee_id: uuid.UUID, task_id: uuid.UUID) -> clients.Task:
    """Rule: only the one whom a task is assigned to logs time on it, admins included, and only while work may
    be done there.

    Raises InvalidField (400) for an unknown task, Forbidden (403) for another's, Conflict (409) where no work
    may be done, UpstreamUnavailable (503) when nobody can say whose task it is.
    """
    task = clients.task(task_id)
    if task.assignee_id != employee_id:
        raise NOT_ASSIGNED()
    if task.status == "cancelled":
        raise TASK_CANCELLED()
    if not task.open_for_work:
        raise PROJECT_NOT_OPEN(project_status=task.project_status)
    return task
