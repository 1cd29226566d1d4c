"""POST /api/v1/employees/time-logs/{id}/pause|resume|stop/."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F

from chassis.models import new_id
from tests.timekeeping.project_statuses import NOT_OPEN
from timekeeping.models import TimeLog, TimeSegment

pytestmark = pytest.mark.django_db


@pytest.fixture
def pass_time():
    """Let time pass, by moving all that was logged so far into the past."""

    def passed(**units: float) -> None:
        gone = timedelta(**units)
        TimeLog.objects.update(started_at=F("started_at") - gone)
        for segment in TimeSegment.objects.order_by("started_at"):
            segment.started_at -= gone
            segment.ended_at = segment.ended_at and segment.ended_at - gone
            segment.save()

    return passed


@pytest.mark.shows("EM05")
def test_the_duration_is_the_sum_of_the_segments(employee, start, move, pass_time, emitted, example):
    log = start(employee)
    pass_time(minutes=30)
    assert move(employee, log, "pause").json()["duration_seconds"] == 30 * 60
    pass_time(minutes=15)
    assert move(employee, log, "resume").json()["duration_seconds"] == 30 * 60
    pass_time(minutes=45)
    reply = move(employee, log, "stop")

    stopped = reply.json()
    assert (reply.status_code, stopped["status"]) == (200, "stopped")
    assert stopped["duration_seconds"] == 75 * 60
    assert [seconds(segment) for segment in stopped["segments"]] == [30 * 60, 45 * 60]
    assert stopped["segments"][-1]["ended_at"] == stopped["stopped_at"]
    row = TimeLog.objects.get()
    assert (row.status, row.duration_seconds, row.segments.count()) == ("stopped", 75 * 60, 2)
    assert [event.name for event in emitted()] == ["time_log.started.v1", "time_log.stopped.v1"]
    event = emitted()[-1]
    assert (event.subject, event.data["duration_seconds"]) == (log["id"], 75 * 60)
    assert event.data.keys() == example(event.name).keys()


@pytest.mark.shows("EM05")
def test_a_pause_ends_the_segment(employee, start, move, emitted):
    log = start(employee)
    paused = move(employee, log, "pause").json()
    assert (paused["status"], paused["stopped_at"]) == ("paused", None)
    assert [segment["ended_at"] is None for segment in paused["segments"]] == [False]
    assert TimeLog.objects.get().status == "paused"
    assert len(emitted()) == 1


@pytest.mark.shows("EM05")
def test_going_on_opens_another_segment(employee, start, move, emitted):
    log = start(employee)
    move(employee, log, "pause")
    resumed = move(employee, log, "resume").json()
    assert resumed["status"] == "running"
    assert [segment["ended_at"] is None for segment in resumed["segments"]] == [False, True]
    assert TimeLog.objects.get().status == "running"
    assert len(emitted()) == 1


def test_a_paused_timer_can_be_stopped(employee, start, move, pass_time):
    log = start(employee)
    pass_time(minutes=10)
    move(employee, log, "pause")
    pass_time(minutes=10)
    assert move(employee, log, "stop").json()["duration_seconds"] == 10 * 60


@pytest.mark.parametrize(
    ("before", "verb", "allowed"),
    [
        ([], "resume", ["pause", "stop"]),
        (["pause"], "pause", ["resume", "stop"]),
        (["stop"], "pause", []),
        (["stop"], "resume", []),
        (["stop"], "stop", []),
    ],
)
def test_an_illegal_step_is_refused_with_the_legal_ones(
    employee, start, move, emitted, before, verb, allowed
):
    log = start(employee)
    for step in before:
        move(employee, log, step)
    as_it_was, published = TimeLog.objects.values().get(), len(emitted())
    reply = move(employee, log, verb)
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["allowed"] == allowed
    assert TimeLog.objects.values().get() == as_it_was
    assert len(emitted()) == published


def test_going_on_is_refused_while_another_timer_runs(employee, start, move):
    paused = start(employee)
    move(employee, paused, "pause")
    running = start(employee)
    reply = move(employee, paused, "resume")
    assert (reply.status_code, reply.json()["code"]) == (409, "timer_running")
    assert reply.json()["time_log_id"] == running["id"]
    assert TimeLog.objects.get(pk=paused["id"]).status == "paused"
    assert TimeSegment.objects.count() == 2


@pytest.mark.parametrize("verb", ["pause", "resume", "stop"])
def test_a_colleagues_timer_is_not_there(employee, colleague, start, move, emitted, verb):
    log = start(employee)
    reply = move(colleague, log, verb)
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert TimeLog.objects.get().status == "running"
    assert len(emitted()) == 1
    assert move(employee, {"id": new_id()}, verb).status_code == 404


@pytest.mark.parametrize("group", ["foreman", "office"])
def test_whoever_may_approve_time_stops_a_timer_that_was_forgotten(
    api, employee, start, move, emitted, group
):
    log, chief = start(employee), api.as_employee(groups=[group])
    reply = move(chief, log, "stop")
    assert (reply.status_code, reply.json()["employee_id"]) == (200, str(employee.account_id))
    assert reply.json()["ended_by"] == ""
    assert emitted()[-1].actor_id == str(chief.account_id)


@pytest.mark.parametrize("status", NOT_OPEN)
def test_going_on_is_refused_where_no_work_may_be_done_any_more(
    employee, assign, start_on, move, emitted, status
):
    task = assign(employee)
    log = start_on(employee, task)
    move(employee, log, "pause")
    assign(employee, id=task["id"], project_status=status, open_for_work=False)
    reply = move(employee, log, "resume")
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert TimeLog.objects.get().status == "paused"
    assert TimeSegment.objects.count() == 1
    assert len(emitted()) == 1


def test_going_on_is_refused_once_the_task_is_anothers(employee, colleague, assign, start_on, move):
    task = assign(employee)
    log = start_on(employee, task)
    move(employee, log, "pause")
    assign(colleague, id=task["id"])
    reply = move(employee, log, "resume")
    assert (reply.status_code, reply.json()["code"]) == (403, "not_assigned")
    assert TimeLog.objects.get().status == "paused"


def test_going_on_waits_for_the_neighbour(employee, start, move, projects):
    log = start(employee)
    move(employee, log, "pause")
    projects.down()
    assert move(employee, log, "resume").status_code == 503
    assert TimeLog.objects.get().status == "paused"


@pytest.mark.parametrize(("before", "verb"), [([], "pause"), (["pause"], "resume"), ([], "stop")])
def test_the_same_key_moves_it_once(employee, start, move, emitted, before, verb):
    log = start(employee)
    for step in before:
        move(employee, log, step)
    first = move(employee, log, verb, **{"Idempotency-Key": "once"})
    published = len(emitted())
    again = move(employee, log, verb, **{"Idempotency-Key": "once"})
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (200, first.content, "true")
    assert len(emitted()) == published


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_neither_needs_the_neighbour(employee, start, move, projects, verb):
    log = start(employee)
    projects.down()
    assert move(employee, log, verb).status_code == 200


@pytest.mark.parametrize("verb", ["pause", "resume", "stop"])
def test_customers_may_not(customer, api, employee, start, move, verb):
    log = start(employee)
    assert move(customer, log, verb).status_code == 403
    assert move(api, log, verb).status_code == 401
    assert TimeLog.objects.get().status == "running"


def test_a_body_is_refused(employee, start):
    log = start(employee)
    reply = employee.post(f"/api/v1/employees/time-logs/{log['id']}/stop/", {"at": "now"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown_field")
    assert TimeLog.objects.get().status == "running"


def seconds(segment) -> int:
    lasted = datetime.fromisoformat(segment["ended_at"]) - datetime.fromisoformat(segment["started_at"])
    return int(lasted.total_seconds())
