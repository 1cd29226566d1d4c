"""What timekeeping asks of its neighbours."""

import uuid
from typing import Any

from chassis.errors import UpstreamUnavailable
from chassis.http import NeighbourMissing, NeighbourRefused, ServiceClient
from timekeeping.errors import NO_SUCH_TASK

vehicleandproject = ServiceClient("VEHICLE_SERVICE_URL")


def task(task_id: uuid.UUID) -> dict[str, Any]:
    """`{id, project_id, assignee_id, title, status, project_status, open_for_work}` of a task.

    Raises InvalidField (400) when there is none, UpstreamUnavailable (503) when nobody can say.
    """
    try:
        found: dict[str, Any] = vehicleandproject.get(f"/internal/tasks/{task_id}/", actor=None)
    except NeighbourMissing as error:
        raise NO_SUCH_TASK(field="task_id") from error
    except NeighbourRefused as error:
        # It answers this question to every service; if not to us, then something is amiss between us two.
        raise UpstreamUnavailable(vehicleandproject.service) from error
    return found
