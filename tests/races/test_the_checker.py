"""Each fault that the checker looks for is found when it is there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import psycopg2
import pytest
from booking_checker import faults_in
from booking_faults import FAULTS
from racing import Racing

ITS_RESERVATION = "(SELECT reservation_id FROM appointments_appointment WHERE id = %(booked)s)"
ITS_HISTORY = "appointments_appointmenttransition WHERE appointment_id = %(booked)s"
ITS_ALLOCATIONS = f"appointments_allocation WHERE reservation_id = {ITS_RESERVATION}"
ITS_EVENTS = "events_outbox WHERE subject = %(booked)s"


def more(kind: str) -> str:
    """It takes something of this kind too, for as long as its technician."""
    return f"""
        INSERT INTO appointments_allocation (reservation_id, resource_id, kind, during, expires_at)
        SELECT reservation_id, gen_random_uuid(), '{kind}', during, expires_at FROM {ITS_ALLOCATIONS}
        AND kind = 'technician'
    """


def without(kind: str) -> str:
    return f"DELETE FROM {ITS_ALLOCATIONS} AND kind = '{kind}'"


NEVER_CAME = f"""
    DELETE FROM {ITS_ALLOCATIONS} AND kind <> 'lendable';
    UPDATE appointments_appointment SET status = 'cancelled' WHERE id = %(booked)s
"""
WAS_HERE = f"""
    {NEVER_CAME};
    UPDATE appointments_appointmenttransition SET to_status = 'checked_in' WHERE appointment_id = %(booked)s
"""

PLANTED = {
    "a resource is taken twice": f"""
        ALTER TABLE appointments_allocation DROP CONSTRAINT allocations_do_not_overlap;
        INSERT INTO appointments_allocation (reservation_id, resource_id, kind, during, expires_at)
        SELECT reservation_id, resource_id, 'equipment', during, expires_at FROM appointments_allocation
        WHERE reservation_id = {ITS_RESERVATION} AND kind = 'bay'
    """,
    "something is taken by nobody": """
        UPDATE appointments_appointment SET status = 'cancelled' WHERE id = %(booked)s
    """,
    "a resource is not kept until its reservation expires": f"""
        UPDATE appointments_allocation SET expires_at = now() WHERE reservation_id = {ITS_RESERVATION}
    """,
    "a booking or hold has not all that it takes": f"""
        DELETE FROM appointments_allocation WHERE reservation_id = {ITS_RESERVATION} AND kind = 'technician'
    """,
    "a booking or hold has no services": """
        UPDATE appointments_appointment SET services = '[]' WHERE id = %(booked)s
    """,
    "a booking or hold takes more than its services do": f"""
        INSERT INTO appointments_allocation (reservation_id, resource_id, kind, during, expires_at)
        SELECT reservation_id, gen_random_uuid(), kind, during, expires_at FROM appointments_allocation
        WHERE reservation_id = {ITS_RESERVATION} AND kind = 'technician'
    """,
    "an event tells of no row": f"DELETE FROM {ITS_HISTORY}",
    "a row changed without its event": f"DELETE FROM {ITS_EVENTS}",
    "the last event is not what the row is": """
        UPDATE appointments_appointment SET status = 'confirmed' WHERE id = %(booked)s
    """,
    "the last offer that was published is not what is offered": """
        INSERT INTO waitlist_entry (
            id, created_at, updated_at, customer_id, vehicle_id, location_id, service_type_id, starts_from,
            starts_before, weekdays, notes, status, end_reason, passed,
            reservation_id, start, "end", bay_id, employee_id, offered_at, expires_at
        )
        SELECT gen_random_uuid(), now(), now(), customer_id, vehicle_id, location_id, service_type_id, start,
               "end", '{}', '', 'offered', '', '{}',
               reservation_id, start, "end", bay_id, employee_id, now(), now() + interval '1 minute'
        FROM appointments_appointment WHERE id = %(booked)s
    """,
    "a booking or hold has not just the equipment that it needs": without("equipment"),
    "a booking has not just its vehicle": more("vehicle"),
    "a hold or offer has what only a booking has": """
        INSERT INTO appointments_hold (
            id, created_at, updated_at, holder_id, service_type_id, bay_id, employee_id, start, "end",
            reservation_id
        )
        SELECT gen_random_uuid(), now(), now(), customer_id, service_type_id, bay_id, employee_id, start,
               "end", reservation_id
        FROM appointments_appointment WHERE id = %(booked)s
    """,
    "what is lent is not just what is taken": without("lendable"),
    "a block is not just of what is blocked": """
        INSERT INTO appointments_block (
            id, created_at, updated_at, location_id, bay_id, start, "end", reason, reservation_id
        )
        SELECT gen_random_uuid(), now(), now(), location_id, bay_id, start, "end" + interval '1 hour',
               'planted', reservation_id
        FROM appointments_appointment WHERE id = %(booked)s
    """,
    "an event could not be handled": """
        INSERT INTO events_dead (event_id, name, entry, error, died_at)
        VALUES (gen_random_uuid(), 'appointment.booked.v1', '{}', 'planted', now())
    """,
}


# Other ways in which these can be so.
PLANTED_TOO = [
    ("a booking or hold takes more than its services do", more("bay")),
    ("a booking or hold has not just the equipment that it needs", more("equipment")),
    (
        "a booking or hold has not just the equipment that it needs",
        f"""
        UPDATE appointments_allocation SET resource_id = gen_random_uuid()
        WHERE reservation_id = {ITS_RESERVATION} AND kind = 'equipment'
        """,
    ),
    ("a booking has not just its vehicle", "UPDATE appointments_policy SET allow_vehicle_overlap = false"),
    ("what is lent is not just what is taken", more("lendable")),
    (
        "what is lent is not just what is taken",
        "UPDATE appointments_appointment SET lent = NULL WHERE id = %(booked)s",
    ),
    ("something is taken by nobody", NEVER_CAME),
]


@pytest.fixture
def booked(racing: Racing) -> Iterator[str]:
    reply = racing.book(0, racing.slots()[0]["start"], lend=racing.service_type)
    assert reply.status_code == 201
    yield reply.json()["id"]
    racing.cancel(reply.json()["id"])


def test_every_fault_has_one_that_is_planted() -> None:
    assert PLANTED.keys() == FAULTS.keys()


@pytest.mark.parametrize(("fault", "command"), [*PLANTED.items(), *PLANTED_TOO])
def test_a_planted_fault_is_found(racing: Racing, booked: str, fault: str, command: str) -> None:
    with racing.database.undone() as cursor:
        assert faults_in(cursor, racing.since) == {}
        cursor.execute(command, {"booked": booked})
        assert fault in faults_in(cursor, racing.since)


def test_what_is_lent_to_who_was_here_may_be_out_when_the_booking_is_over(
    racing: Racing, booked: str
) -> None:
    with racing.database.undone() as cursor:
        cursor.execute(WAS_HERE, {"booked": booked})
        assert "something is taken by nobody" not in faults_in(cursor, racing.since)


def test_a_hold_without_its_bay_is_found(racing: Racing) -> None:
    held = racing.hold(0, racing.slots()[0]["start"])
    with racing.database.undone() as cursor:
        cursor.execute(
            "DELETE FROM appointments_allocation WHERE kind = 'bay' AND reservation_id = "
            "(SELECT reservation_id FROM appointments_hold WHERE id = %(held)s)",
            {"held": held.json()["id"]},
        )
        assert faults_in(cursor, racing.since).keys() == {"a booking or hold has not all that it takes"}


def test_a_deadlock_is_counted(racing: Racing) -> None:
    before, both = racing.database.deadlocks(), Barrier(2, timeout=60)

    def lock(first: int, second: int) -> None:
        with racing.database.undone() as cursor, suppress(psycopg2.errors.DeadlockDetected):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [first])
            both.wait()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [second])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lock, (1, 2), (2, 1)))

    assert racing.database.deadlocks() == before + 1
