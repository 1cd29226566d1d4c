"""POST /api/v1/employees/time-logs/."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.timekeeping.project_statuses import NOT_OPEN, OPEN
from timekeeping.models import TimeLog, TimeSegment

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/time-logs/"


@pytest.fixture
def entry(assign):
    """The body of an entry on a task of the client's."""

    def body(client, start="2026-03-02T08:00:00Z", stop="2026-03-02T09:30:00Z", task=None, **changes):
        task_id = (task or assign(client))["id"]
        return {"task_id": task_id, "started_at": start, "stopped_at": stop, **changes}

    return body


def test_an_employee_enters_time(employee, entry, emitted, example):
    body = entry(employee, note="Forgot to start the timer.")
    reply = employee.post(URL, body)

    log = reply.json()
    assert reply.status_code == 201
    assert log.items() >= body.items()
    assert (log["status"], log["source"], log["duration_seconds"]) == ("stopped", "manual", 5400)
    assert log["segments"] == [{"started_at": body["started_at"], "ended_at": body["stopped_at"]}]
    row = TimeLog.objects.get()
    assert (row.employee_id, row.duration_seconds) == (employee.account_id, 5400)
    assert [event.name for event in emitted()] == ["time_log.started.v1", "time_log.stopped.v1"]
    for event in emitted():
        assert event.subject == log["id"]
        assert event.data.keys() == example(event.name).keys()
    assert emitted()[-1].data["duration_seconds"] == 5400


@pytest.mark.parametrize("status", NOT_OPEN)
def test_no_time_is_entered_where_no_work_may_be_done(employee, assign, entry, emitted, status):
    task = assign(employee, project_status=status, open_for_work=False)
    body = entry(employee, task=task)
    reply = employee.post(URL, body)
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert reply.json()["project_status"] == status
    assert not emitted()
    assert not TimeLog.objects.exists()


@pytest.mark.parametrize("status", OPEN)
def test_time_is_entered_where_work_may_be_done(employee, assign, entry, status):
    body = entry(employee, task=assign(employee, project_status=status))
    assert employee.post(URL, body).status_code == 201


@pytest.mark.shows("EM13")
def test_an_instant_of_another_zone_is_kept_in_utc(employee, entry):
    log = employee.post(URL, entry(employee, "2026-03-29T01:00:00+01:00", "2026-03-29T04:00:00+02:00")).json()
    assert (log["started_at"], log["stopped_at"]) == ("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")
    assert log["duration_seconds"] == 2 * 3600


@pytest.mark.shows("EM13")
@pytest.mark.parametrize(
    ("midnight", "noon", "next_midnight", "hours"),
    [
        ("2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00", "2026-03-30T00:00:00+02:00", 23),
        ("2025-10-26T00:00:00+02:00", "2025-10-26T12:00:00+01:00", "2025-10-27T00:00:00+01:00", 25),
    ],
    ids=["spring", "autumn"],
)
def test_a_day_on_which_the_clock_is_changed_has_the_hours_that_it_has(
    employee, entry, midnight, noon, next_midnight, hours
):
    halves = [
        employee.post(URL, entry(employee, *half)).json()
        for half in ((midnight, noon), (noon, next_midnight))
    ]
    assert sum(half["duration_seconds"] for half in halves) == hours * 3600
    assert sum(TimeLog.objects.values_list("duration_seconds", flat=True)) == hours * 3600


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        ("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z"),
        ("2026-03-02T09:29:59Z", "2026-03-02T10:00:00Z"),
        ("2026-03-02T07:00:00Z", "2026-03-02T08:00:01Z"),
        ("2026-03-02T08:30:00Z", "2026-03-02T08:31:00Z"),
        ("2026-03-02T07:00:00Z", "2026-03-02T10:00:00Z"),
    ],
)
def test_time_that_overlaps_is_refused(employee, entry, emitted, start, stop):
    employee.post(URL, entry(employee))
    reply = employee.post(URL, entry(employee, start, stop))
    assert (reply.status_code, reply.json()["code"]) == (409, "time_overlaps")
    assert TimeLog.objects.count() == TimeSegment.objects.count() == 1
    assert len(emitted()) == 2


def test_time_that_overlaps_a_running_timer_is_refused(employee, entry, start, emitted):
    log = start(employee)
    TimeLog.objects.update(started_at=timezone.now() - timedelta(hours=1))
    TimeSegment.objects.update(started_at=timezone.now() - timedelta(hours=1))
    half_an_hour_ago = timezone.now() - timedelta(minutes=30)
    reply = employee.post(URL, entry(employee, half_an_hour_ago, timezone.now()))
    assert (reply.status_code, reply.json()["code"]) == (409, "time_overlaps")
    assert str(TimeLog.objects.get().id) == log["id"]
    assert len(emitted()) == 1


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        ("2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z"),
        ("2026-03-02T07:00:00Z", "2026-03-02T08:00:00Z"),
    ],
)
def test_time_that_only_touches_is_not_refused(employee, entry, start, stop):
    employee.post(URL, entry(employee))
    assert employee.post(URL, entry(employee, start, stop)).status_code == 201


def test_colleagues_work_at_the_same_time(employee, colleague, entry):
    assert employee.post(URL, entry(employee)).status_code == 201
    assert colleague.post(URL, entry(colleague)).status_code == 201


def test_time_can_be_entered_in_a_pause(employee, entry, start, move):
    log = start(employee)
    long_ago = timezone.now() - timedelta(hours=3)
    TimeSegment.objects.update(started_at=long_ago)
    move(employee, log, "pause")
    TimeSegment.objects.update(ended_at=long_ago + timedelta(hours=1))
    body = entry(employee, long_ago + timedelta(hours=1), long_ago + timedelta(hours=2))
    assert employee.post(URL, body).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"stop": "2026-03-02T08:00:00Z"}, "stopped_at", "not_after_start"),
        ({"stop": "2026-03-01T08:00:00Z"}, "stopped_at", "not_after_start"),
        ({"stop": "2026-03-02T08:00:00.400Z"}, "stopped_at", "not_after_start"),
        ({"stop": "2026-03-03T08:00:01Z"}, "stopped_at", "too_long"),
        ({"stop": "2199-03-03T08:00:01Z"}, "stopped_at", "in_future"),
        ({"stop": "2999-03-03T08:00:01Z"}, "stopped_at", "out_of_range"),
        ({"start": "0001-01-01T00:00:00Z"}, "started_at", "out_of_range"),
        ({"start": "2026-03-02T08:00:00"}, "started_at", "no_offset"),
        ({"stop": "2026-03-02T09:00:00"}, "stopped_at", "no_offset"),
        ({"stop": None}, "stopped_at", "null"),
        ({"start": "yesterday"}, "started_at", "invalid"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "started_at", None),
        ({"note": "x" * 501}, "note", "max_length"),
        ({"note": "\0"}, "note", "null_characters_not_allowed"),
        ({"employee_id": "somebody"}, "employee_id", "unknown_field"),
    ],
)
def test_what_is_no_entry_is_refused(employee, entry, emitted, changes, field, code):
    reply = employee.post(URL, entry(employee, **changes))
    assert reply.status_code == 400
    if code:
        (error,) = reply.json()["errors"]
        assert (error["field"], error["code"]) == (field, code)
    assert not TimeLog.objects.exists()
    assert not emitted()


def test_a_clock_that_is_half_a_minute_fast_is_forgiven(employee, entry):
    soon = timezone.now() + timedelta(seconds=30)
    body = entry(employee, (soon - timedelta(hours=1)).isoformat(), soon.isoformat())
    assert 3570 <= employee.post(URL, body).json()["duration_seconds"] < 3600
    assert TimeLog.objects.get().stopped_at <= timezone.now()


def test_behind_an_entry_by_a_fast_clock_a_timer_starts_at_once(employee, entry, start):
    soon = timezone.now() + timedelta(seconds=30)
    body = entry(employee, (soon - timedelta(hours=1)).isoformat(), soon.isoformat())
    assert employee.post(URL, body).status_code == 201
    assert start(employee)["status"] == "running"


@pytest.mark.parametrize("name", ["started_from", "started_before"])
@pytest.mark.parametrize(
    ("instant", "code"), [("2026-09-01T00:00:00", "no_offset"), ("2026-09-01", "invalid")]
)
def test_a_list_takes_no_instant_without_its_offset_either(employee, name, instant, code):
    reply = employee.get(URL, {name: instant})
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(name, code)]


@pytest.mark.shows("EM14")
def test_anothers_task_is_refused(employee, colleague, entry, emitted):
    reply = employee.post(URL, entry(colleague))
    assert (reply.status_code, reply.json()["code"]) == (403, "not_assigned")
    assert not TimeLog.objects.exists()
    assert not emitted()


def test_without_its_neighbour_it_writes_nothing(employee, entry, projects, emitted):
    body = entry(employee)
    projects.down()
    reply = employee.post(URL, body)
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert int(reply["Retry-After"]) > 0
    assert not TimeLog.objects.exists()
    assert not emitted()


def test_the_same_key_enters_it_once(employee, entry, emitted):
    body = entry(employee)
    first = employee.post(URL, body, headers={"Idempotency-Key": "entry-1"})
    again = employee.post(URL, body, headers={"Idempotency-Key": "entry-1"})
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (201, first.content, "true")
    other = employee.post(URL, {**body, "note": "?"}, headers={"Idempotency-Key": "entry-1"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert TimeLog.objects.count() == 1
    assert len(emitted()) == 2


def test_the_database_itself_refuses_an_overlap(employee, entry):
    employee.post(URL, entry(employee))
    segment = TimeSegment.objects.get()
    with pytest.raises(IntegrityError, match="segments_do_not_overlap"), transaction.atomic():
        TimeSegment.objects.create(
            time_log_id=segment.time_log_id,
            employee_id=segment.employee_id,
            started_at=segment.started_at,
            ended_at=segment.ended_at,
        )


def test_customers_may_not(customer, api, entry):
    assert customer.post(URL, entry(customer)).status_code == 403
    assert api.post(URL, entry(customer)).status_code == 401
    assert not TimeLog.objects.exists()
