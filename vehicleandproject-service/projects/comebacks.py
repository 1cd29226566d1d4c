"""How much of their work comes back, by technician."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from projects.errors import LAST_BEFORE_FIRST, RANGE_TOO_LONG
from projects.locations import location_of
from projects.models import TaskStatus
from projects.statuses import UNDONE

MOST_DAYS = 366
A_DAY = timedelta(days=1)
A_TENTH = Decimal("0.1")
# Instants a day to either side are read by the index: no clock is further than that from UTC.
BY_TECHNICIAN = """
    WITH handed_over AS (
        SELECT project.id
        FROM projects_projecttransition AS line
        JOIN projects_project AS project ON project.id = line.project_id
        JOIN workshop_location AS location ON location.id = project.location_id
        WHERE line.to_status = 'delivered'
            AND line.created_at >= %(earliest)s AND line.created_at < %(latest)s
            AND timezone(location.time_zone, line.created_at)::date BETWEEN %(first)s AND %(last)s
            AND (%(location_id)s::uuid IS NULL OR project.location_id = %(location_id)s)
    ), worked AS (
        SELECT task.assignee_id AS employee_id, task.project_id
        FROM handed_over JOIN projects_task AS task ON task.project_id = handed_over.id
        WHERE task.status = %(done)s AND task.assignee_id IS NOT NULL
        UNION
        SELECT spent.employee_id, task.project_id
        FROM handed_over
        JOIN projects_task AS task ON task.project_id = handed_over.id
        JOIN projects_tasktime AS spent ON spent.task_id = task.id
        WHERE spent.seconds > 0 AND spent.employee_id IS NOT NULL
    ), returned AS (
        SELECT again.comeback_of_id AS project_id, count(*) AS comebacks
        FROM handed_over JOIN projects_project AS again ON again.comeback_of_id = handed_over.id
        WHERE again.status <> ALL(%(undone)s)
        GROUP BY again.comeback_of_id
    )
    SELECT worked.employee_id, count(*), coalesce(sum(returned.comebacks), 0)::integer
    FROM worked LEFT JOIN returned ON returned.project_id = worked.project_id
    GROUP BY worked.employee_id
    ORDER BY worked.employee_id
"""


def comeback_rates(data: dict[str, Any]) -> dict[str, Any]:
    """Of the work that was handed over on some dates, how much came back, by whoever did it.

    Rule: a project counts on the date on which it was handed over, on its location's clock, for each who did
    a task of it or logged time on it; each comeback of it counts, whenever it came, that was not rejected or
    cancelled. Raises InvalidField (400).
    """
    first, last = data["from"], data["to"]
    if last < first:
        raise LAST_BEFORE_FIRST(field="to")
    if last - first >= MOST_DAYS * A_DAY:
        raise RANGE_TOO_LONG(field="to", days=MOST_DAYS)
    asked = {
        "first": first,
        "last": last,
        "earliest": _midnight(first) - A_DAY,
        "latest": _midnight(last) + 2 * A_DAY,
        "location_id": location_of(data).pk if "location_id" in data else None,
        "done": TaskStatus.DONE.value,
        "undone": [status.value for status in UNDONE],
    }
    with connection.cursor() as cursor:
        cursor.execute(BY_TECHNICIAN, asked)
        rows = cursor.fetchall()
    return {"from": first, "to": last, "technicians": [_shown(*row) for row in rows]}


def _shown(employee_id: Any, projects: int, comebacks: int) -> dict[str, Any]:
    rate = (Decimal(100 * comebacks) / projects).quantize(A_TENTH, ROUND_HALF_UP)
    return {
        "employee_id": employee_id,
        "done_projects": projects,
        "comebacks": comebacks,
        "rate_percent": str(rate),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
