"""What is asked most reads as little of a full database as of an empty one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Allocation, Appointment, AppointmentTransition, Hold, Reservation, Vehicle
from chassis.api.idempotency.models import StoredReply
from chassis.events.models import OutgoingEvent, SubjectVersion
from chassis.testing.growth import add_rows, numbered
from chassis.testing.prepared import blocks_of, keep, plan, planned_for_anybody, scans, written_out
from resources.models import Bay, ServiceType, Technician
from tests.urls import URL, url_of

GROWING = (
    Allocation, Appointment, AppointmentTransition, Hold, OutgoingEvent, Reservation, StoredReply,
    SubjectVersion, Vehicle,
)  # fmt: skip
A_DAY = timedelta(days=1)
EIGHT = "2026-11-24T07:00:00Z"
# Of so many resources is the workshop's calendar, and so many more are elsewhere or of years ago.
RESOURCES, BOOKINGS_OF_ONE = 200, 5_000
BEYOND_THEIRS = 1_000_000_000
# A million of these are over in 2019, so that none is in the month that is looked at.
PAST = "'2000-01-01T08:00:00Z'::timestamptz + i * interval '10 minutes'"


def fill(first: int, last: int, customer_id: Any, ours: list[Any]) -> None:
    """Years of finished work, which keeps its allocations; five thousand bookings are one customer's."""
    resources = ", ".join(f"'{one}'" for one in ours)
    everybodys = f"(ARRAY[{resources}]::uuid[])[1 + i % {RESOURCES}]"
    customer = f"CASE WHEN i <= {BOOKINGS_OF_ONE} THEN '{customer_id}'::uuid ELSE {numbered('i / 10')} END"
    bay, service_type = ours[0], ServiceType.objects.get()
    serial = f"{BEYOND_THEIRS} + i"
    add_rows(Reservation, first, last, state="'booked'")
    add_rows(
        Allocation,
        first,
        last,
        id=serial,
        kind="'bay'",
        resource_id=f"coalesce({everybodys}, {numbered(f'1 + i % {RESOURCES}')})",
        during=f"tstzrange({PAST}, {PAST} + interval '1 hour')",
        reservation_id=numbered("i"),
    )
    add_rows(
        Appointment,
        first,
        last,
        reservation_id=numbered("i"),
        customer_id=customer,
        vehicle_id=customer,
        location_id=f"'{service_type.location_id}'",
        service_type_id=f"'{service_type.id}'",
        bay_id=f"'{bay}'",
        start=PAST,
        end=f"{PAST} + interval '1 hour'",
        status="'completed'",
    )
    add_rows(AppointmentTransition, first, last, id=serial, appointment_id=numbered("i"))
    if first == 1:  # holds expire, so that they never are as many as all else
        taken = {"service_type_id": f"'{service_type.id}'", "bay_id": f"'{bay}'"}
        add_rows(Hold, first, last, reservation_id=numbered("i"), **taken)
    add_rows(Vehicle, first, last)
    add_rows(StoredReply, first, last, key="'key ' || i")
    add_rows(OutgoingEvent, first, last, id=serial, data="'{}'", published_at="now()")
    add_rows(SubjectVersion, first, last, stream="'events:appointment'", subject="i::text")


ONE = {
    "location_id": "resources_location",
    "service_type_id": ServiceType._meta.db_table,
    "bay_id": Bay._meta.db_table,
}


@pytest.fixture
def asked(workshop: Any, vehicle_of: Any, customer: Any) -> Callable[[], dict[str, list[str]]]:
    """The statements of each of what is asked most, as they went to the database."""
    workshop(bays=2, technicians=2, policy={"max_per_day_per_customer": 50})
    vehicle_id, day = vehicle_of(customer), iter(range(1, 60))

    def statements(question: Callable[[], Any]) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            reply = question()
        assert reply.status_code < 300, reply.json()
        return [query["sql"] for query in captured if "FROM" in written_out(query["sql"])]

    def post(path: str, **body: Any) -> Any:
        return customer.post(path, body, headers={"Idempotency-Key": f"{path} {body}"})

    def asked() -> dict[str, list[str]]:
        start = f"{date(2026, 11, 23) + next(day) * A_DAY}T07:00:00Z"
        later = f"{date(2026, 11, 23) + next(day) * A_DAY}T07:00:00Z"
        wanted = {"service_type": "oil-change", "start": start}
        month = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-12-23"}
        booking = {**wanted, "vehicle_id": vehicle_id}
        customer.post(URL, {**booking, "start": later})  # a vehicle that is known
        held: list[Any] = []
        booked: list[Any] = []

        def kept(found: list[Any], reply: Any) -> Any:
            found.append(reply.json())
            return reply

        return {
            "a month of slots": statements(lambda: customer.get(f"{URL}slots/", month)),
            "a hold": statements(lambda: kept(held, post(f"{URL}holds/", **wanted))),
            "a booking of it": statements(lambda: kept(booked, post(URL, **booking, hold_id=held[0]["id"]))),
            "a new time": statements(
                lambda: post(url_of(booked[0], "reschedule"), start=start.replace("T07", "T09"))
            ),
            "a list of fifty": statements(lambda: customer.get(URL, {"page_size": 50})),
        }

    return asked


@pytest.mark.drill
@pytest.mark.shows("AP22")
@pytest.mark.django_db(transaction=True)
def test_no_hot_query_scans_a_table_and_slots_read_no_more_of_a_full_one(asked, customer, rounds):
    ours = [*Bay.objects.values_list("id", flat=True), *Technician.objects.values_list("id", flat=True)]
    few, many = rounds(10_000, 10_000), rounds(50_000, 1_000_000)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    fill(1, few, customer.account_id, ours)
    analyze()
    with planned_for_anybody():
        before = asked()
        blocks_before = blocks(before["a month of slots"])
        fill(few + 1, many, customer.account_id, ours)
        analyze()
        after = asked()
        plans = {what: [plan(sql) for sql in statements] for what, statements in after.items()}
        keep(after)
        blocks_after = blocks(after["a month of slots"])

    scanned = [
        f"{what}: {table} by {sql}"
        for what, statements in after.items()
        for sql, planned in zip(statements, plans[what], strict=True)
        for table in scans(planned, GROWING)
    ]
    assert not scanned, "\n".join(scanned)
    assert blocks_after <= 1.5 * blocks_before


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def blocks(statements: list[str]) -> int:
    return sum(map(blocks_of, statements))
