"""What must never be so of bookings, whatever happened at once: asked of the database and its event log.

All that is known of the tables is here, and in booking_faults.py.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
from booking_faults import FAULTS
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT

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
KNOWN_VEHICLES = "SELECT count(*) FROM appointments_vehicle WHERE id = ANY(%(vehicles)s::uuid[])"
BOOKED_SINCE = "SELECT id::text FROM appointments_appointment WHERE created_at >= %(since)s"
NOTIFIED_SINCE = """
    SELECT about_id::text FROM notifications_notification WHERE kind = %(kind)s AND created_at >= %(since)s
"""
# Of some bookings of which nobody was reminded yet.
LET_REMINDERS_FALL_DUE = """
    UPDATE appointments_appointment SET reminders_due[1] = now() WHERE id IN (
        SELECT id FROM appointments_appointment
        WHERE created_at >= %(since)s AND status = 'pending' AND reminders_due[1] > now()
          AND id::text <> ALL(%(but)s::text[])
        ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
    RETURNING id::text
"""
DUE_SINCE = """
    SELECT id::text FROM appointments_appointment
    WHERE created_at >= %(since)s AND status = 'pending' AND reminders_due[1] <= now()
"""
REMINDED_SINCE = """
    SELECT subject FROM events_outbox
    WHERE name = 'appointment.reminder_due.v1' AND occurred_at >= %(since)s
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

    def change(self, command: str, **values: Any) -> list[tuple[Any, ...]]:
        connection = self._connect()
        with connection, connection.cursor() as cursor:
            cursor.execute(command, values)
            changed: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
        connection.close()
        return changed

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
        faults = faults_in(cursor, since)
    # pytest rewrites no assertion here, so the faults are said.
    assert not faults, faults
