"""Each fault that the checker looks for is found when it is there."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import psycopg2
import pytest
from booking_checker import FAULTS, faults_in
from racing import Racing

ITS_RESERVATION = "(SELECT reservation_id FROM appointments_appointment WHERE id = %(booked)s)"
ITS_HISTORY = "appointments_appointmenttransition WHERE appointment_id = %(booked)s"
ITS_EVENTS = "events_outbox WHERE subject = %(booked)s"

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
    "an event could not be handled": """
        INSERT INTO events_dead (event_id, name, entry, error, died_at)
        VALUES (gen_random_uuid(), 'appointment.booked.v1', '{}', 'planted', now())
    """,
}


@pytest.fixture
def booked(racing: Racing) -> str:
    reply = racing.book(0, racing.slots()[0]["start"])
    assert reply.status_code == 201
    booked: str = reply.json()["id"]
    return booked


def test_every_fault_has_one_that_is_planted() -> None:
    assert PLANTED.keys() == FAULTS.keys()


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(racing: Racing, booked: str, fault: str) -> None:
    with racing.database.undone() as cursor:
        assert faults_in(cursor, racing.since) == {}
        cursor.execute(PLANTED[fault], {"booked": booked})
        assert fault in faults_in(cursor, racing.since)


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
    before, both = racing.database.deadlocks(), Barrier(2, timeout=10)

    def lock(first: int, second: int) -> None:
        with racing.database.undone() as cursor, suppress(psycopg2.errors.DeadlockDetected):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [first])
            both.wait()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [second])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lock, (1, 2), (2, 1)))

    assert racing.database.deadlocks() == before + 1
