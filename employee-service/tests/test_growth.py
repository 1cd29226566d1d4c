"""A page of employees, of time off or of time logs reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from chassis.testing.growth import add_rows, numbered, pages_that_grow
from employees.models import Employee, Skill, TimeOff
from timekeeping.models import TimeLog

ONE = "01900000-0000-7000-8000-000000000001"
STARTED = "'2020-01-01T08:00:00Z'::timestamptz + i * interval '1 minute'"

FILTERS = {
    "/employees/": {"skill": "brakes", "is_active": "false", "is_technician": "false"},
    "/time-off/": {"status": "pending"},
    "/time-logs/": {
        "employee_id": ONE,
        "task_id": ONE,
        "project_id": ONE,
        "status": "paused",
        "started_from": "2026-11-30T08:00:00Z",
        "started_before": "2020-01-01T08:40:00Z",
    },
}


def fill(first: int, last: int) -> None:
    """Of employees the first forty are inactive and no technicians, and have the skill. Of ten people's years
    the first forty logs are paused, all others stopped."""
    add_rows(
        Employee,
        first - (first == 1),  # time logs count people from 0
        last,
        is_active="i > 40",
        is_technician="i > 40",
    )
    add_rows(
        Skill,
        first,
        last,
        employee_id=numbered("i"),
        code="CASE WHEN i <= 40 THEN 'brakes' ELSE 'engine' END",
    )
    add_rows(
        TimeOff,
        first,
        last,
        employee_id=numbered("i"),
        end=f"{STARTED} + interval '1 day'",
        start=STARTED,
        status="CASE WHEN i <= 40 THEN 'pending' ELSE 'approved' END",
        requested_by=numbered("i"),
    )
    add_rows(
        TimeLog,
        first,
        last,
        employee_id=numbered("i % 10"),
        task_id=numbered("i / 20"),
        project_id=numbered("i / 40"),
        status="CASE WHEN i <= 40 THEN 'paused' ELSE 'stopped' END",
        source="'timer'",
        started_at=STARTED,
        stopped_at=f"CASE WHEN i <= 40 THEN NULL ELSE {STARTED} + interval '1 hour' END",
        duration_seconds="i",
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds)
    assert not grown, "\n".join(grown)
