"""The lists that are asked most scan no table, beside many projects and a history of a thousand visits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.testing.growth import add_rows, numbered, one_of
from chassis.testing.prepared import keep, plan, planned_for_anybody, scans, written_out
from estimates.models import Estimate
from projects.models import Project, ProjectTransition, Task
from tests.urls import PROJECTS
from vehicles.models import OdometerReading, Vehicle
from workshop.models import DEFAULT_LOCATION_ID

GROWING = (Project, ProjectTransition, Task, Estimate, Vehicle, OdometerReading)
# Of one vehicle; of one customer five times as many projects; the others have one each.
VISITS = 1_000
ORDERINGS = ("-created_at", "updated_at", "-updated_at", "title", "-title")
FILTERS = (
    "status",
    "vehicle_id",
    "location_id",
    "customer_id",
    "appointment_id",
    "assignee_id",
    "comeback_of",
)


@pytest.fixture
def vehicle_id() -> str:
    return "01900000-0000-7000-8000-000000000001"


def fill(last: int, vehicle_id: str, customer_id: Any) -> None:
    theirs = f"i <= {VISITS}"
    add_rows(
        Vehicle, 1, last, owner_id=numbered("i"), make="'VW'", model="'Golf'", year="2020", plate="'B ' || i"
    )
    add_rows(
        Project,
        1,
        last,
        vehicle_id=f"CASE WHEN {theirs} THEN '{vehicle_id}'::uuid ELSE {numbered('i')} END",
        location_id=f"'{DEFAULT_LOCATION_ID}'",
        customer_id=f"CASE WHEN i <= {5 * VISITS} THEN '{customer_id}'::uuid ELSE {numbered('i')} END",
        title="'Oil ' || i",
        kind="'service'",
        status=f"CASE WHEN {theirs} OR i % 200 > 0 THEN 'closed' ELSE {one_of('in_progress', 'ready')} END",
        comeback_of_id=f"CASE WHEN i > 1 AND {theirs} THEN {numbered('1')} END",
    )
    add_rows(
        ProjectTransition, 1, last, project_id=numbered("i"), from_status="'ready'", to_status="'delivered'"
    )
    add_rows(
        Task, 1, last, project_id=numbered("i"), assignee_id=numbered("i % 9"), position="1", status="'done'"
    )
    add_rows(Estimate, 1, last, project_id=numbered("i"), currency="'EUR'")
    add_rows(
        OdometerReading,
        1,
        last,
        vehicle_id=f"CASE WHEN {theirs} THEN '{vehicle_id}'::uuid ELSE {numbered('i')} END",
        unit="'km'",
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


@pytest.fixture
def statements(admin: Any, customer: Any, vehicle_id: str) -> Callable[[], dict[str, list[str]]]:
    """Those of each list, as they went to the database."""

    def of(client: Any, path: str, **query: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            reply = client.get(path, query)
        assert reply.status_code == 200, reply.json()
        return [query["sql"] for query in captured if "FROM" in written_out(query["sql"])]

    def all_of_them() -> dict[str, list[str]]:
        one = "01900000-0000-7000-8000-000000000007"
        values = dict.fromkeys(FILTERS, one) | {
            "status": "in_progress",
            "location_id": str(DEFAULT_LOCATION_ID),
        }
        return {
            "orderings of projects": [
                sql
                for ordering in ORDERINGS
                for sql in of(admin, PROJECTS, page_size="50", ordering=ordering)
            ],
            "filters of projects": [
                sql
                for name, value in values.items()
                for sql in of(admin, PROJECTS, page_size="50", **{name: value})
            ],
            "projects of a customer": of(customer, PROJECTS, page_size="50"),
            "the board": of(admin, f"{PROJECTS}board/"),
            "a history of a vehicle": of(admin, f"/api/v1/vehicles/{vehicle_id}/history/", page_size="50"),
        }

    return all_of_them


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_list_that_is_asked_often_scans_a_table(statements, customer, vehicle_id, rounds):
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    fill(rounds(20_000, 100_000), vehicle_id, customer.account_id)
    with planned_for_anybody():
        asked = statements()
        scanned = [
            f"{what}: {table} by {written_out(sql)}"
            for what, sqls in asked.items()
            for sql in sqls
            for table in scans(plan(sql), GROWING)
        ]
        keep(asked)
    assert not scanned, "\n".join(scanned)
