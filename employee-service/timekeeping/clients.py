"""What timekeeping asks of its upstreams."""

from typing import Any
from uuid import UUID

import msgspec

from chassis.http import ServiceClient
from timekeeping.errors import NO_SUCH_TASK

vehicleandproject = ServiceClient("VEHICLE_SERVICE_URL")


class Task(msgspec.Struct):
    """What is read of a task."""

    id: UUID
    project_id: UUID
    assignee_id: UUID | None
    title: str
    status: str
    project_status: str
    open_for_work: bool

    def as_columns(self) -> dict[str, Any]:
        """What a time log keeps of it."""
        return {"task_id": self.id, "task_title": self.title, "project_id": self.project_id}


def task(task_id: UUID) -> Task:
    """Whose a task is, what it is called, and whether it may be worked on.

    Raises InvalidField (400) when there is none, UpstreamUnavailable (503) when nobody can say.
    """
    found: Task = vehicleandproject.find(
        f"/internal/tasks/{task_id}/", actor=None, field="task_id", unknown=NO_SUCH_TASK, reads=Task
    )
    return found
