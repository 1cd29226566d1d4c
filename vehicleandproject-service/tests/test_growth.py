"""A page of vehicles, projects or tasks reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from billing.models import INVOICE_SERIES_ID, Invoice, InvoiceSeries
from chassis.testing.growth import add_rows, numbered, one_of, pages_that_grow
from imports.models import Import
from projects.models import Assignee, Project, Task
from service_plans.models import ServicePlan
from vehicles.models import Vehicle
from workshop.models import Location

NOBODY = "01900000-0000-7000-8000-ffffffffffff"
ONE = "01900000-0000-7000-8000-000000000007"

FILTERS = {
    "/vehicles/": {
        "owner_id": ONE,
        "make": "Ford",
        "plate": "B-7",
        "plate_country": "FR",
    },
    "/projects/": {
        "status": "quality_check",
        "vehicle_id": ONE,
        "location_id": ONE,
        "customer_id": ONE,
        "appointment_id": NOBODY,
        "assignee_id": ONE,
        "comeback_of": ONE,
    },
    "/projects/invoices/": {
        "project_id": ONE,
        "customer_id": ONE,
        "status": "open",
        "name": "INV-7",
        "overdue": "true",
        "issued_from": "2100-01-01",
        "issued_to": "1999-12-31",
    },
    "/projects/invoice-series/": {"location_id": ONE, "kind": "credit_note"},
    "/service-plans/": {"service_type": "tyres", "is_active": "false"},
    "/work/": {"assignee_id": ONE, "status": "in_progress", "open": "true", "assignee_left": "true"},
}


def fill(first: int, last: int) -> None:
    """Ten vehicles per customer, each with a project of one task: history, all but the first forty."""
    add_rows(
        Vehicle,
        first,
        last,
        owner_id=numbered("i / 10"),
        make=f"CASE WHEN i <= 40 THEN 'Ford' ELSE {one_of('Audi', 'BMW', 'VW')} END",
        model="'A'",
        year="2020",
        plate="'B ' || i",
        plate_country="CASE WHEN i <= 40 THEN 'FR' ELSE 'DE' END",
    )
    add_rows(
        ServicePlan,
        first,
        last,
        name="'Plan ' || i",
        service_type="CASE WHEN i <= 40 THEN 'tyres' ELSE 'oil' END",
        is_active="i > 40",
        every_km="1000",
    )
    add_rows(
        Import,
        first,
        last,
        kind="'vehicles'",
        dry_run="false",
        made_by=numbered("1"),
        rows="0",
        errors="'[]'",
    )
    add_rows(Location, first, first + 9, name="'Location ' || i", time_zone="'UTC'", identity="'{}'")
    add_rows(
        Project,
        first,
        last,
        vehicle_id=numbered("i"),
        location_id=f"CASE WHEN i <= 40 THEN {numbered('7')} ELSE {numbered('1')} END",
        customer_id=numbered("i / 10"),
        title="'Title ' || i",
        status="CASE WHEN i <= 40 THEN 'quality_check' ELSE 'closed' END",
        comeback_of_id=f"CASE WHEN i BETWEEN 8 AND 40 THEN {numbered('7')} END",
    )
    add_rows(
        InvoiceSeries,
        first,
        first + 9,
        location_id=numbered("i"),
        kind="'invoice'",
        prefix="'A' || i || '-'",
        first_number="1",
        next_number="1",
    )
    add_rows(
        Invoice,
        first,
        last,
        project_id=numbered("i"),
        customer_id=numbered("i / 10"),
        series_id=f"'{INVOICE_SERIES_ID}'",
        kind="'invoice'",
        number="i",
        name="'INV-' || i",
        status="CASE WHEN i <= 40 THEN 'open' ELSE 'paid' END",
        issued_on="DATE '2020-01-01' + (i / 500)::integer",
        due_on="DATE '2020-01-15' + (i / 500)::integer",
        net_amount="1",
        tax_amount="0",
        total_amount="1",
        content="'{}'",
    )
    add_rows(Assignee, first, first + 9, is_active="i % 10 <> 7")
    add_rows(
        Task,
        first,
        last,
        project_id=numbered("i"),
        assignee_id=numbered("i % 9"),
        status="CASE WHEN i <= 40 THEN 'in_progress' ELSE 'done' END",
        position="1",
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds)
    assert not grown, "\n".join(grown)
