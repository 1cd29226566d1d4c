"""The job that sends reminders: by two at once, killed anywhere, past what fails, and among a great many."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from appointments.actions import reminding
from appointments.models import Appointment, Reservation, ReservationState
from appointments.statuses import Status
from appointments.tasks import send_reminders
from chassis.models import new_id
from chassis.testing.growth import add_rows, numbered, one_of
from chassis.testing.parallel import at_the_same_time
from resources.models import Bay, ServiceType
from tests.moments import NOW

START = datetime(2026, 11, 24, 7, tzinfo=UTC)
OUTBOX_REFUSES = """
CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.subject = '%s' THEN RAISE EXCEPTION 'not this one'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_one BEFORE INSERT ON events_outbox FOR EACH ROW EXECUTE FUNCTION refuse_one()
"""


@pytest.fixture
def due(workshop) -> Callable[[int], list[Appointment]]:
    """Store so many appointments whose customers are to be reminded by now."""
    service_type = workshop()

    def due(count: int) -> list[Appointment]:
        bay = Bay.objects.get()
        booked = [Reservation(state=ReservationState.BOOKED) for _ in range(count)]
        return Appointment.objects.bulk_create(
            Appointment(
                reservation=reservation, customer_id=new_id(), vehicle_id=new_id(), employee_id=new_id(),
                service_type=service_type, bay=bay,
                start=START, end=START + timedelta(hours=1), time_zone="Europe/Berlin",
                reminders_due=[NOW - timedelta(minutes=number), START - timedelta(hours=2)],
            )
            for number, reservation in enumerate(Reservation.objects.bulk_create(booked))
        )  # fmt: skip

    return due


@pytest.fixture
def reminded(emitted) -> Callable[[], list[str]]:
    """Of which appointments there was a reminder, in any order."""
    return lambda: sorted(event.subject for event in emitted("appointment.reminder_due.v1"))


def ids_of(appointments: list[Appointment]) -> list[str]:
    return sorted(str(appointment.pk) for appointment in appointments)


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_once(due, reminded):
    appointments = due(reminding.AT_ONCE + 50)
    at_the_same_time(*[send_reminders] * 4)
    send_reminders()  # what all of them passed over, because another was at it
    assert reminded() == ids_of(appointments)


@pytest.mark.django_db(transaction=True)
def test_what_somebody_is_changing_comes_next_time(due, reminded):
    first, second = due(2)
    with transaction.atomic():
        Appointment.objects.filter(pk=first.pk).update(notes="There is a noise.")
        at_the_same_time(send_reminders)
    assert reminded() == ids_of([second])
    send_reminders()
    assert reminded() == ids_of([first, second])


@pytest.mark.django_db
def test_one_that_fails_stops_no_other(due, reminded, logged):
    failing, *others = due(reminding.AT_ONCE + 5)
    with connection.cursor() as cursor:
        cursor.execute(OUTBOX_REFUSES % failing.pk)
    send_reminders()
    assert reminded() == ids_of(others)
    (line,) = [line for line in logged if line["event"] == "reminder not sent"]
    assert line["appointment_id"] == str(failing.pk)
    failing.refresh_from_db()
    assert failing.reminders_due == [NOW, START - timedelta(hours=2)]

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER refuse_one ON events_outbox")
    send_reminders()
    assert reminded() == ids_of([failing, *others])


@pytest.mark.django_db(transaction=True)
def test_wherever_it_is_killed_each_is_sent_once(due, reminded):
    """Line by line of the job, between the event and the commit too."""
    appointments = due(2)
    plan = [appointment.reminders_due for appointment in appointments]
    survived, line, sent = False, 0, 0
    while not survived:
        line += 1
        Appointment.objects.update(reminders_due=plan[1])
        survived = _run_and_die_at(line)
        with transaction.atomic():  # what was locked by whoever was killed is free when the database notices
            list(Appointment.objects.select_for_update())
        send_reminders()
        sent += 1
        assert reminded() == sorted(ids_of(appointments) * sent), f"killed at line {line}"
    assert line > 20


def _run_and_die_at(line: int) -> bool:
    """Whether the job came through, in a process of its own that kills itself at the n-th line it reaches."""
    process = multiprocessing.get_context("fork").Process(target=_send_and_die, args=(line,))
    process.start()
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode == 0


def _send_and_die(line: int) -> None:
    connection.connection = None  # it is the parent's
    reached = 0

    def watch(frame: FrameType, happening: str, _: Any) -> Any:
        nonlocal reached
        if frame.f_code.co_filename != reminding.__file__:
            return None
        reached += happening == "line"
        if reached == line:
            os.kill(os.getpid(), signal.SIGKILL)
        return watch

    sys.settrace(watch)
    send_reminders()
    sys.settrace(None)
    os._exit(0)


@pytest.mark.django_db
def test_a_batch_asks_as_often_as_a_single_one(due, reminded):
    asked = []
    for count in (1, reminding.AT_ONCE - 1):
        due(count)
        with CaptureQueriesContext(connection) as captured:
            send_reminders()
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 12
    assert len(reminded()) == reminding.AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_among_a_great_many_it_reads_only_what_is_due(due, reminded, rounds):
    """Of those that are over, those to come, and those never planned that have begun."""
    service_type, bay = ServiceType.objects.get(), Bay.objects.get()
    ahead = f"'{START.isoformat()}'::timestamptz + i * interval '1 second'"
    long_ago = "'2020-01-01'::timestamptz"
    many = rounds(20_000, 1_000_000)
    add_rows(Reservation, 1, many, state=f"'{ReservationState.BOOKED}'")
    add_rows(
        Appointment,
        1,
        many,
        reservation_id=numbered("i"),
        customer_id=numbered("i"),
        vehicle_id=numbered("i"),
        employee_id=numbered("1"),
        location_id=f"'{service_type.location_id}'",
        service_type_id=f"'{service_type.pk}'",
        bay_id=f"'{bay.pk}'",
        start=f"CASE i % 3 WHEN 2 THEN {long_ago} ELSE {ahead} END",
        end=f"{ahead} + interval '1 hour'",
        status=one_of(Status.PENDING.value, Status.COMPLETED.value, Status.CONFIRMED.value),
        reminders_due=f"CASE i % 3 WHEN 0 THEN ARRAY[{ahead}] WHEN 1 THEN ARRAY[{long_ago}] END",
    )
    appointments = due(2)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) appointments_appointment")
    with CaptureQueriesContext(connection) as captured:
        send_reminders()
    assert reminded() == ids_of(appointments)
    asked = [query["sql"] for query in captured if '"appointments_appointment"' in query["sql"]]
    assert len(asked) >= 4
    read = {sql: _blocks_of(sql) for sql in asked}
    assert max(read.values()) < 50, read


def _blocks_of(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql.replace('%', '%%')}")
        plan = cursor.fetchone()[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
