"""A page of a customer with thousands of bookings reads as little as one of a customer with five."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Appointment, Reservation
from chassis.testing.growth import add_rows, numbered
from chassis.testing.prepared import plan, planned_for_anybody
from resources.models import Bay, ServiceType
from tests.urls import URL

MANY, FEW = 3_000, 5
# Of so many customers each has a few.
OTHERS = 1_000


@pytest.fixture
def booked(workshop: Any) -> Callable[[Any], None]:
    """Many bookings of one customer, and a few of each of the others."""
    workshop()

    def fill(customer: Any) -> None:
        bay, service_type = Bay.objects.get(), ServiceType.objects.get()
        last, another = MANY + FEW * OTHERS, numbered(f"i / {FEW}")
        add_rows(Reservation, 1, last, state="'booked'")
        add_rows(
            Appointment,
            1,
            last,
            reservation_id=numbered("i"),
            customer_id=f"CASE WHEN i <= {MANY} THEN '{customer.account_id}' ELSE {another} END",
            location_id=f"'{service_type.location_id}'",
            service_type_id=f"'{service_type.id}'",
            bay_id=f"'{bay.id}'",
            end="'2026-01-01'::timestamptz + (i + 1) * interval '1 minute'",
            status="'completed'",
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    return fill


def nodes(planned: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield planned
    for inner in planned.get("Plans", []):
        yield from nodes(inner)


@pytest.mark.django_db
def test_a_customers_page_is_read_by_their_index_however_many_bookings_are_theirs(booked, customer):
    booked(customer)
    with CaptureQueriesContext(connection) as captured:
        page = customer.get(URL, {"page_size": 50})
    assert len(page.json()["results"]) == 50
    (asked,) = captured
    with planned_for_anybody():
        planned = list(nodes(plan(asked["sql"])))
    assert "Sort" not in {node["Node Type"] for node in planned}
    assert "appointments_of_a_customer" in {node.get("Index Name") for node in planned}


@pytest.mark.django_db
def test_a_calendar_is_never_planned_for_one_request(workshop, customer):
    workshop()
    for day in ("2026-11-24", "2026-11-25"):
        asked = {"service_type": "oil-change", "from": day, "to": day}
        assert customer.get(f"{URL}slots/", asked).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(generic_plans) >= 2, sum(custom_plans) FROM pg_prepared_statements"
            " WHERE statement LIKE %s",
            ["%appointments_allocation%"],
        )
        assert cursor.fetchone() == (True, 0)
