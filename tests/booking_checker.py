"""What must never be so of bookings, whatever happened at once: asked of the database and its event log.

Each fault is one query for what is wrong; an answer without rows is good. All that is known of the tables is
here.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT

# Whoever may have a reservation, and while it is in these states.
LIVE_OWNERS = """
    SELECT reservation_id FROM appointments_appointment
    WHERE status IN ('pending', 'confirmed', 'checked_in', 'in_progress', 'completed')
    UNION ALL
    SELECT reservation_id FROM appointments_hold
    UNION ALL
    SELECT reservation_id FROM waitlist_entry WHERE status = 'offered'
    UNION ALL
    SELECT reservation_id FROM appointments_block
"""
# What takes time now, and what it must have.
TAKERS = """
    SELECT 'appointment' AS what, id, reservation_id, service_type_id, services, at_once
    FROM appointments_appointment WHERE status IN ('pending', 'confirmed') AND created_at >= %(since)s
    UNION ALL
    SELECT 'hold', id, reservation_id, service_type_id, services, at_once
    FROM appointments_hold WHERE created_at >= %(since)s
    UNION ALL
    SELECT 'offer', entry.id, reservation_id, service_type_id, jsonb_build_array(jsonb_build_object(
        'service_type', service.code, 'start', start, 'end', "end",
        'bay_id', bay_id, 'employee_id', employee_id)), false
    FROM waitlist_entry entry JOIN appointments_servicetype service ON service.id = service_type_id
    WHERE status = 'offered' AND offered_at >= %(since)s AND expires_at > now()
"""
# Of what makes no line in an appointment's history.
WITHOUT_LINE = "'appointment.changed.v1', 'appointment.reminder_due.v1', 'appointment.needs_attention.v1'"
# Each line of an appointment's history, and each of its events, by number.
LINES = """
    SELECT appointment_id::text AS id, to_status AS status, start,
           row_number() OVER (PARTITION BY appointment_id ORDER BY id) AS number
    FROM appointments_appointmenttransition
    WHERE appointment_id IN (SELECT id FROM appointments_appointment WHERE created_at >= %(since)s)
"""
EVENTS = f"""
    SELECT subject AS id, data->>'status' AS status, (data->>'start')::timestamptz AS start, name,
           row_number() OVER (PARTITION BY subject ORDER BY id) AS number
    FROM events_outbox
    WHERE name LIKE 'appointment.%%' AND name NOT IN ({WITHOUT_LINE}) AND occurred_at >= %(since)s
      AND subject NOT IN (SELECT id::text FROM appointments_appointment WHERE created_at < %(since)s)
"""
FAULTS = {
    "a resource is taken twice": """
        SELECT one.resource_id, one.during, other.during
        FROM appointments_allocation one JOIN appointments_allocation other
          ON one.resource_id = other.resource_id AND one.id < other.id AND one.during && other.during
    """,
    "something is taken by nobody": f"""
        SELECT id, resource_id, during FROM appointments_allocation
        WHERE reservation_id NOT IN ({LIVE_OWNERS})
    """,
    "a resource is not kept until its reservation expires": """
        SELECT a.id FROM appointments_allocation a JOIN appointments_reservation r ON r.id = a.reservation_id
        WHERE a.expires_at IS DISTINCT FROM r.expires_at
           OR (r.state IN ('held', 'offered')) <> (r.expires_at IS NOT NULL)
    """,
    "a booking or hold has not all that it takes": f"""
        SELECT taker.what, taker.id, done.number FROM ({TAKERS}) taker
        CROSS JOIN LATERAL jsonb_array_elements(taker.services) WITH ORDINALITY AS done(service, number)
        JOIN appointments_servicetype first ON first.id = taker.service_type_id
        JOIN appointments_servicetype service
          ON service.location_id = first.location_id AND service.code = done.service->>'service_type'
        WHERE 2 <> (
            SELECT count(*) FROM appointments_allocation
            WHERE reservation_id = taker.reservation_id
              AND (kind, resource_id::text) IN (
                  ('bay', done.service->>'bay_id'), ('technician', done.service->>'employee_id'))
              AND during @> tstzrange(
                  (done.service->>'start')::timestamptz - service.buffer_before_minutes * interval '1 minute',
                  (done.service->>'end')::timestamptz + service.buffer_minutes * interval '1 minute', '[)')
        )
    """,
    "a booking or hold has no services": f"SELECT what, id FROM ({TAKERS}) taker WHERE services = '[]'",
    "a booking or hold takes more than its services do": f"""
        SELECT taker.what, taker.id FROM ({TAKERS}) taker
        JOIN appointments_allocation taken USING (reservation_id)
        WHERE taken.kind = 'technician'
        GROUP BY taker.what, taker.id, taker.services, taker.at_once
        HAVING count(*) <> jsonb_array_length(taker.services)
            OR (taker.at_once AND count(DISTINCT taken.resource_id) < count(*))
    """,
    "an event tells of no row": f"""
        SELECT event.id, event.name FROM ({EVENTS}) event LEFT JOIN ({LINES}) line USING (id, number)
        WHERE line.id IS NULL OR (event.status, event.start) <> (line.status, line.start)
    """,
    "a row changed without its event": f"""
        SELECT line.id, line.status FROM ({LINES}) line LEFT JOIN ({EVENTS}) event USING (id, number)
        WHERE event.id IS NULL
    """,
    "the last event is not what the row is": f"""
        SELECT row.id, last.data FROM appointments_appointment row JOIN LATERAL (
            SELECT data FROM events_outbox WHERE subject = row.id::text AND name LIKE 'appointment.%%'
              AND name NOT IN ({WITHOUT_LINE})
            ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE row.created_at >= %(since)s
          AND (row.status, row.start, row."end", row.services) <> (
              last.data->>'status', (last.data->>'start')::timestamptz,
              (last.data->>'end')::timestamptz, last.data->'services')
    """,
    "the last offer that was published is not what is offered": """
        SELECT entry.id, last.data FROM waitlist_entry entry LEFT JOIN LATERAL (
            SELECT name, data FROM events_outbox
            WHERE subject = entry.id::text AND name LIKE 'waitlist.%%' ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE entry.created_at >= %(since)s AND entry.status IN ('waiting', 'offered') AND (
            (entry.status = 'offered') <> (last.name IS NOT DISTINCT FROM 'waitlist.offered.v1')
            OR (entry.status = 'offered' AND entry.start <> (last.data->>'start')::timestamptz))
    """,
    "an event could not be handled": "SELECT name, error FROM events_dead WHERE died_at >= %(since)s",
}
UNPUBLISHED = "SELECT count(*) FROM events_outbox WHERE published_at IS NULL"
# A stream's readers are as far as its last entry.
UNREAD = """
    SELECT count(*) FROM events_groups one
    WHERE stream = 'events:appointment' AND name = 'notification-service'
      AND read < (SELECT max(entry) FROM events_outbox WHERE name LIKE 'appointment.%%')
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
LET_HOLDS_LAPSE = """
    WITH lapsed AS (
        UPDATE appointments_reservation SET expires_at = now()
        WHERE id IN (
            SELECT id FROM appointments_reservation WHERE state = 'held' ORDER BY id LIMIT %(most)s
            FOR UPDATE SKIP LOCKED
        )
        RETURNING id
    )
    UPDATE appointments_allocation SET expires_at = now() WHERE reservation_id IN (SELECT id FROM lapsed)
"""
BOOKED_SINCE = "SELECT id::text FROM appointments_appointment WHERE created_at >= %(since)s"
NOTIFIED_SINCE = """
    SELECT about_id::text FROM notifications_notification WHERE kind = 'booked' AND created_at >= %(since)s
"""


class Database:
    """A service's database, on a connection of its own that sees what is committed."""

    def __init__(self, platform_folder: Path, service: str) -> None:
        lines = (platform_folder / "services" / f"{service}.env").read_text().splitlines()
        known = dict(line.split("=", 1) for line in lines if line.startswith("DB_"))
        self._connect = lambda: psycopg2.connect(
            host=known["DB_HOST"],
            port=known["DB_PORT"],
            dbname=known["DB_NAME"],
            user=known["DB_USER"],
            password=known["DB_PASSWORD"].strip("'\""),
        )

    @contextmanager
    def undone(self) -> Iterator[Any]:
        """A cursor; whatever is done with it is undone."""
        connection = self._connect()
        try:
            yield connection.cursor()
        finally:
            connection.rollback()
            connection.close()

    def read(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.undone() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()

    def change(self, command: str, **values: Any) -> None:
        connection = self._connect()
        with connection, connection.cursor() as cursor:
            cursor.execute(command, values)
        connection.close()

    def now(self) -> datetime:
        moment: datetime = self.read("SELECT clock_timestamp()")[0][0]
        return moment

    def deadlocks(self) -> int:
        count: int = self.read(DEADLOCKS)[0][0]
        return count

    def wait_until_all_is_read(self) -> None:
        """Until each event is published, and whoever sends notifications has dealt with it."""
        deadline = time.monotonic() + 3 * SECONDS_TO_WAIT
        while left := [query for query in (UNPUBLISHED, UNREAD) if self.read(query)[0][0]]:
            assert time.monotonic() < deadline, left
            time.sleep(SECONDS_BETWEEN_LOOKS)


def faults_in(cursor: Any, since: datetime) -> dict[str, list[tuple[Any, ...]]]:
    """What is wrong, by its name, with some of the rows that show it."""
    found = {}
    for name, query in FAULTS.items():
        cursor.execute(query if "%(" in query else query.replace("%%", "%"), {"since": since})
        if rows := cursor.fetchmany(5):
            found[name] = rows
    return found


def assert_flawless(database: Database, since: datetime) -> None:
    with database.undone() as cursor:
        assert faults_in(cursor, since) == {}
