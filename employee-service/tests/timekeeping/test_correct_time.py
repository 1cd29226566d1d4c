"""POST /api/v1/employees/time-logs/{id}/correct/ and what is kept of what was before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from timekeeping.models import Correction, SupersededSegment, TimeLog, TimeSegment

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/time-logs/"
CORRECTED = "time_log.corrected.v1"


def stretch(start, end, day="2026-03-02"):
    return {"started_at": f"{day}T{start}:00Z", "ended_at": f"{day}T{end}:00Z"}


@pytest.fixture
def logged(assign):
    """Time that a client entered, from eight to half past nine unless other times are named."""

    def entered(client, start="08:00", end="09:30"):
        times = {"started_at": f"2026-03-02T{start}:00Z", "stopped_at": f"2026-03-02T{end}:00Z"}
        reply = client.post(URL, {"task_id": assign(client)["id"], **times})
        assert reply.status_code == 201, reply.json()
        return reply.json()

    return entered


@pytest.fixture
def correct():
    def corrected(client, log, *segments, reason="Lunch was in between.", headers=None, **changes):
        body = {"reason": reason, **({"segments": list(segments)} if segments else {}), **changes}
        return client.post(f"{URL}{log['id']}/correct/", body, headers=headers or {})

    return corrected


def corrections(client, log):
    reply = client.get(f"{URL}{log['id']}/corrections/")
    assert reply.status_code == 200
    return reply.json()["results"]


@pytest.fixture
def a_day_later():
    def passed():
        TimeLog.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))

    return passed


def nothing_changed(log, emitted):
    row = TimeLog.objects.get(pk=log["id"])
    kept = Correction.objects.exists() or SupersededSegment.objects.exists() or emitted(CORRECTED)
    return row.duration_seconds == log["duration_seconds"] and str(row.task_id) == log["task_id"] and not kept


@pytest.mark.shows("EM08")
def test_an_employee_corrects_when_they_worked(employee, logged, correct, emitted, example):
    log = logged(employee)
    reply = correct(employee, log, stretch("08:45", "09:15"), stretch("08:00", "08:30"))

    shown = reply.json()
    assert reply.status_code == 200, shown
    assert (shown["started_at"], shown["stopped_at"]) == ("2026-03-02T08:00:00Z", "2026-03-02T09:15:00Z")
    assert (shown["status"], shown["duration_seconds"]) == ("stopped", 3600)
    assert shown["segments"] == [stretch("08:00", "08:30"), stretch("08:45", "09:15")]
    assert TimeSegment.objects.count() == 2
    (event,) = emitted(CORRECTED)
    assert event.subject == log["id"]
    assert event.data.keys() == example(CORRECTED).keys()
    assert (event.data["duration_seconds"], event.data["task_id"]) == (3600, log["task_id"])
    assert event.data["previous"] == {
        "task_id": log["task_id"],
        "started_at": log["started_at"],
        "duration_seconds": 5400,
    }
    assert event.changes == {"duration_seconds": [5400, 3600]}


@pytest.mark.shows("EM08")
def test_what_was_before_is_kept_with_who_when_and_why(employee, foreman, logged, correct):
    log = logged(employee)
    correct(employee, log, stretch("08:00", "09:00"))
    correct(foreman, log, stretch("08:00", "08:20"), reason="Only the pads.")

    second, first = corrections(employee, log)
    assert first["segments"] == log["segments"]
    assert (first["corrected_by"], first["reason"]) == (str(employee.account_id), "Lunch was in between.")
    assert (first["task_id"], first["duration_seconds"]) == (log["task_id"], 5400)
    assert second["segments"] == [stretch("08:00", "09:00")]
    assert (second["corrected_by"], second["reason"]) == (str(foreman.account_id), "Only the pads.")
    assert first["created_at"] < second["created_at"]


def test_superseded_time_is_free_for_other_work(employee, logged, correct):
    log = logged(employee)
    correct(employee, log, stretch("08:00", "08:30"))
    assert logged(employee, "08:30", "09:30")["duration_seconds"] == 3600


def test_corrected_time_overlaps_no_other(employee, colleague, logged, correct, emitted):
    log = logged(employee)
    logged(employee, "10:00", "11:00")
    logged(colleague, "12:00", "13:00")
    for segments in (
        [stretch("08:00", "10:01")],
        [stretch("10:30", "10:40")],
        [stretch("08:00", "09:00"), stretch("08:59", "09:30")],
    ):
        reply = correct(employee, log, *segments)
        assert (reply.status_code, reply.json()["code"]) == (409, "time_overlaps")
    assert nothing_changed(log, emitted)
    assert correct(employee, log, stretch("12:00", "13:00")).status_code == 200


def test_time_moves_to_another_task(employee, assign, logged, correct, emitted):
    log, other = logged(employee), assign(employee, title="Bleed the brakes")
    shown = correct(employee, log, task_id=other["id"]).json()
    assert (shown["task_id"], shown["task_title"], shown["project_id"]) == (
        other["id"],
        other["title"],
        other["project_id"],
    )
    assert shown["segments"] == log["segments"]
    started, corrected = emitted()[-2:]
    assert (started.name, started.data["task_id"]) == ("time_log.started.v1", other["id"])
    assert (corrected.name, corrected.data["task_id"]) == (CORRECTED, other["id"])
    assert corrected.data["previous"]["task_id"] == log["task_id"]
    (kept,) = corrections(employee, log)
    assert (kept["task_id"], kept["task_title"]) == (log["task_id"], log["task_title"])


def test_employees_move_their_time_only_to_where_they_may_log_it(
    employee, colleague, assign, logged, correct, emitted
):
    log = logged(employee)
    others, closed = assign(colleague), assign(employee, project_status="closed", open_for_work=False)
    assert correct(employee, log, task_id=others["id"]).json()["code"] == "not_assigned"
    assert correct(employee, log, task_id=closed["id"]).json()["code"] == "project_not_open"
    assert nothing_changed(log, emitted)


def test_whoever_may_approve_time_moves_it_to_any_task_there_is(
    employee, colleague, foreman, assign, logged, correct, emitted
):
    log, others = logged(employee), assign(colleague, project_status="closed", open_for_work=False)
    nowhere = correct(foreman, log, task_id=str(new_id()))
    assert (nowhere.status_code, nowhere.json()["errors"][0]["field"]) == (400, "task_id")
    assert nothing_changed(log, emitted)
    shown = correct(foreman, log, task_id=others["id"]).json()
    assert (shown["task_id"], shown["employee_id"]) == (others["id"], str(employee.account_id))


def test_ones_own_time_is_corrected_within_a_day(employee, logged, correct, a_day_later, emitted):
    log = logged(employee)
    a_day_later()
    reply = correct(employee, log, stretch("08:00", "09:00"))
    assert (reply.status_code, reply.json()["code"]) == (409, "too_late_to_correct")
    assert reply.json()["deadline"] < timezone.now().isoformat()
    assert nothing_changed(log, emitted)


def test_whoever_may_approve_time_corrects_it_at_any_time(
    employee, foreman, logged, correct, a_day_later, emitted
):
    log = logged(employee)
    a_day_later()
    assert correct(foreman, log, stretch("08:00", "09:00")).status_code == 200
    assert emitted(CORRECTED)[-1].data["employee_id"] == str(employee.account_id)


def test_a_colleagues_time_is_404(employee, colleague, logged, correct, emitted):
    log = logged(employee)
    assert correct(colleague, log, stretch("08:00", "09:00")).status_code == 404
    assert correct(colleague, log, task_id=str(new_id())).status_code == 404
    assert colleague.get(f"{URL}{log['id']}/corrections/").status_code == 404
    assert nothing_changed(log, emitted)


@pytest.mark.parametrize(("before", "allowed"), [([], ["pause", "stop"]), (["pause"], ["resume", "stop"])])
def test_a_timer_is_stopped_before_it_is_corrected(employee, start, move, correct, emitted, before, allowed):
    log = start(employee)
    for verb in before:
        move(employee, log, verb)
    reply = correct(employee, log, stretch("08:00", "09:00"))
    assert (reply.status_code, reply.json()["allowed"]) == (409, allowed)
    assert not emitted(CORRECTED)
    move(employee, log, "stop")
    assert correct(employee, log, stretch("08:00", "09:00")).json()["duration_seconds"] == 3600


def test_what_changes_nothing_is_no_correction(employee, logged, correct, emitted):
    log = logged(employee)
    reply = correct(employee, log, stretch("08:00", "09:30"), task_id=log["task_id"])
    assert (reply.status_code, reply.json()) == (200, log)
    assert nothing_changed(log, emitted)


def test_without_its_upstream_times_are_corrected_and_tasks_are_not(
    employee, assign, logged, correct, projects
):
    log, other = logged(employee), assign(employee)
    projects.down()
    assert correct(employee, log, task_id=other["id"]).status_code == 503
    assert correct(employee, log, stretch("08:00", "09:00")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({}, "segments", "required"),
        ({"segments": []}, "segments", "empty"),
        ({"segments": [stretch("08:00", "08:00")]}, "segments.0.ended_at", "not_after_start"),
        ({"segments": [stretch("09:00", "08:00")]}, "segments.0.ended_at", "not_after_start"),
        ({"segments": [stretch("08:00", "09:00", "2199-01-01")]}, "segments.0.ended_at", "in_future"),
        (
            {"segments": [{"started_at": "2026-03-01T08:00:00Z", "ended_at": "2026-03-02T08:00:01Z"}]},
            "segments.0.ended_at",
            "too_long",
        ),
        ({"segments": [stretch("08:00", "09:00")] * 51}, "segments", "max_length"),
        ({"segments": [stretch("08:00", "09:00")], "reason": " "}, "reason", "blank"),
        ({"segments": [stretch("08:00", "09:00")], "reason": None}, "reason", "null"),
        ({"task_id": "mine"}, "task_id", "invalid"),
        ({"employee_id": str(new_id())}, "employee_id", "unknown_field"),
    ],
)
def test_what_is_no_correction_is_refused(employee, logged, correct, emitted, changes, field, code):
    log = logged(employee)
    reply = correct(employee, log, **changes)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert nothing_changed(log, emitted)


def test_the_same_key_corrects_it_once(employee, logged, correct, emitted):
    log = logged(employee)
    key = {"Idempotency-Key": "correction-1"}
    first, again = (correct(employee, log, stretch("08:00", "09:00"), headers=key) for _ in range(2))
    assert (again.status_code, again.content) == (200, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Correction.objects.count() == len(emitted(CORRECTED)) == 1


@pytest.mark.django_db(transaction=True)
def test_corrections_at_once_follow_each_other(employee, logged, correct, emitted):
    log = logged(employee)
    replies = at_the_same_time(
        *[
            lambda end=end: correct(employee, log, stretch("08:00", end))
            for end in ("08:10", "08:20", "08:30")
        ]
    )
    assert [reply.status_code for reply in replies] == [200] * 3
    sums = [5400, *(event.data["duration_seconds"] for event in emitted(CORRECTED))]
    assert [event.data["previous"]["duration_seconds"] for event in emitted(CORRECTED)] == sums[:-1]
    assert TimeLog.objects.get().duration_seconds == sums[-1]
    assert TimeSegment.objects.count() == 1
