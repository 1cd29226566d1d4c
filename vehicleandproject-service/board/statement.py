"""All open projects with what the board shows of them, in one statement."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from board.stages import STAGES


class Row(NamedTuple):
    """An open project, as the statement reads it.

    `planned_minutes`, `planned_tasks` and `open_tasks` leave out what is cancelled, `assigned_tasks` are
    those of the open ones that somebody has; `technicians` are `{"id", "name"}`, by their ids;
    `small_work_minutes` is None where no policy was set; `reason` is why it is on hold.
    """

    id: UUID
    title: str
    status: str
    location_id: UUID
    time_zone: str
    progress_percent: int
    ready_at: datetime | None
    undecided_lines: int
    is_settled: bool
    vehicle_id: UUID
    make: str
    model: str
    plate: str
    bay_id: UUID | None
    bay_name: str
    planned_minutes: int
    planned_tasks: int
    open_tasks: int
    assigned_tasks: int
    technicians: list[dict[str, Any]]
    small_work_minutes: int | None
    paid_before_delivery: bool
    is_estimate_sent: bool
    reason: str


OPEN_PROJECTS = """
    SELECT project.id, project.title, project.status, project.location_id, location.time_zone,
        project.progress_percent, project.ready_at, project.undecided_lines,
        project.balance_amount = 0 AND (project.agreed_lines = 0 OR project.invoiced_at IS NOT NULL),
        vehicle.id, vehicle.make, vehicle.model, vehicle.plate,
        stay.bay_id, coalesce(bay.name, ''),
        work.planned_minutes, work.planned_tasks, work.open_tasks, work.assigned_tasks,
        work.technicians,
        policy.small_work_minutes, coalesce(policy.paid_before_delivery, false),
        coalesce(
            (SELECT sent_revision = revision FROM estimates_estimate WHERE project_id = project.id), false
        ),
        coalesce(held.reason, '')
    FROM projects_project AS project
    JOIN vehicles_vehicle AS vehicle ON vehicle.id = project.vehicle_id
    JOIN workshop_location AS location ON location.id = project.location_id
    LEFT JOIN projects_workpolicy AS policy ON policy.id = project.location_id
    LEFT JOIN LATERAL (
        SELECT planned.bay_id
        FROM jsonb_to_recordset(project.stays) AS planned(bay_id uuid, "end" timestamptz)
        WHERE project.status <> 'ready'
        ORDER BY CASE WHEN planned."end" > %(now)s THEN planned."end" END NULLS LAST, planned."end" DESC
        LIMIT 1
    ) AS stay ON true
    LEFT JOIN workshop_bay AS bay ON bay.id = stay.bay_id
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(task.estimated_minutes), 0)::integer AS planned_minutes,
            count(*) AS planned_tasks,
            count(*) FILTER (WHERE task.status <> 'done') AS open_tasks,
            count(task.assignee_id) FILTER (WHERE task.status <> 'done') AS assigned_tasks,
            coalesce(
                jsonb_agg(DISTINCT jsonb_build_object('id', assignee_id, 'name', coalesce(name, '')))
                    FILTER (WHERE assignee_id IS NOT NULL),
                '[]'
            )::json AS technicians
        FROM projects_task AS task
        LEFT JOIN projects_assignee AS assignee ON assignee.id = task.assignee_id
        WHERE task.project_id = project.id AND task.status <> 'cancelled'
    ) AS work
    LEFT JOIN LATERAL (
        SELECT line.reason
        FROM projects_projecttransition AS line
        WHERE line.project_id = project.id AND project.status = 'on_hold'
        ORDER BY line.id DESC
        LIMIT 1
    ) AS held ON true
    WHERE project.status = ANY(%(open)s)
        AND (%(location_id)s::uuid IS NULL OR project.location_id = %(location_id)s)
    ORDER BY project.ready_at NULLS LAST, project.id
"""


def open_projects(now: datetime, location_id: UUID | None) -> list[Row]:
    """Those of a location, or of all, what was promised first coming first, then the oldest."""
    asked = {"now": now, "open": [status.value for status in STAGES], "location_id": location_id}
    with connection.cursor() as cursor:
        cursor.execute(OPEN_PROJECTS, asked)
        return [Row(*values) for values in cursor.fetchall()]
