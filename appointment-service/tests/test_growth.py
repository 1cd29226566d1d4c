"""A page of appointments reads as much at a million rows as at ten thousand."""

from typing import Any

import pytest

from appointments.models import Allocation, Appointment, Reservation
from appointments.statuses import Status
from chassis.testing.growth import add_rows, numbered, one_of, pages_that_grow
from resources.models import Bay, Closure, Location, ServiceType, Technician
from series.models import Series
from waitlist.models import Entry

ONE = "01900000-0000-7000-8000-000000000001"
SOON = "'2026-11-30T08:00:00Z'::timestamptz + i * interval '1 minute'"
LONG_AGO = "'2020-01-01T08:00:00Z'::timestamptz + i * interval '1 minute'"
# The first forty are at one location, all others at another.
AT_ONE_OR_THE_OTHER = f"CASE WHEN i <= 40 THEN {numbered('1')} ELSE {numbered('2')} END"

FILTERS = {
    "/appointments/": {
        "status": Status.NO_SHOW,
        "customer_id": ONE,
        "vehicle_id": ONE,
        "employee_id": ONE,
        "location_id": ONE,
        "starts_from": "2026-11-30T08:00:00Z",
        "starts_before": "2020-01-01T09:00:00Z",
        "closure_id": ONE,
        "needs_attention": "true",
        "technician_is_active": "false",
    },
    "/series/": {"customer_id": ONE, "vehicle_id": ONE, "location_id": ONE},
    "/waitlist/": {"status": "waiting", "customer_id": ONE, "vehicle_id": ONE, "location_id": ONE},
}


def fill(first: int, last: int) -> None:
    """A workshop's years: of each age a few, the first forty bookings to come, and all others completed."""
    if first == 1:
        add_rows(Location, 1, 2, name="'Location ' || i", time_zone="'UTC'")
        add_rows(ServiceType, 1, 1, location_id=numbered("1"), code="'oil-change'", price_currency="'EUR'")
        add_rows(Bay, 1, 1, location_id=numbered("1"))
        add_rows(Technician, 1, 9, is_active="i <> 1")
        add_rows(Closure, 1, 1, location_id=numbered("1"), start="'2026-11-30'", end="'2026-12-01'")
    add_rows(Reservation, first, last, state="'booked'")
    if first == 1:
        during = f"tstzrange({SOON}, {SOON} + interval '1 hour')"
        taken = {"kind": "'bay'", "resource_id": numbered("i"), "reservation_id": numbered("i")}
        add_rows(Allocation, 1, 40, during=during, **taken)
    add_rows(
        Appointment,
        first,
        last,
        reservation_id=numbered("i"),
        customer_id=numbered("i / 10"),
        vehicle_id=numbered("i / 10"),
        location_id=AT_ONE_OR_THE_OTHER,
        service_type_id=numbered("1"),
        bay_id=numbered("1"),
        employee_id=f"CASE WHEN i <= 40 THEN {numbered('1')} ELSE {numbered('2 + i % 7')} END",
        start=f"CASE WHEN i <= 40 THEN {SOON} ELSE {LONG_AGO} END",
        end=f"CASE WHEN i <= 40 THEN {SOON} ELSE {LONG_AGO} END + interval '1 hour'",
        attention='CASE WHEN i <= 40 THEN \'{"closed": ""}\'::jsonb END',
        status=f"CASE WHEN i <= 40 THEN {one_of('pending', 'no_show')} ELSE 'completed' END",
    )
    add_rows(
        Series,
        first,
        last,
        customer_id=numbered("i / 10"),
        vehicle_id=numbered("i / 10"),
        location_id=AT_ONE_OR_THE_OTHER,
        service_type_id=numbered("1"),
        starts_on="'2026-11-24'",
        starts_at="'09:00'",
        frequency="'weekly'",
        interval="1",
        count="1",
        until="NULL",
    )
    add_rows(
        Entry,
        first,
        last,
        customer_id=numbered("i / 10"),
        vehicle_id=numbered("i / 10"),
        location_id=AT_ONE_OR_THE_OTHER,
        service_type_id=numbered("1"),
        starts_before="'2030-01-01'",
        status="CASE WHEN i % 10 = 0 AND i <= 400 THEN 'waiting' ELSE 'ended' END",
        end_reason="CASE WHEN i % 10 = 0 AND i <= 400 THEN '' ELSE 'range_over' END",
    )


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    grown = pages_that_grow(admin, fill, FILTERS, rounds)
    assert not grown, "\n".join(grown)
