"""What ends a timer that nobody stops: its project, its task, or that its employee left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from chassis.events import Event
from chassis.events.inbox import handle
from chassis.models import new_id
from timekeeping.models import TimeLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(example):
    """Let an upstream tell something now, or as of another instant; what it says goes over its example."""

    def published(service, name, at=None, **said):
        data = {**example(name, service), **said}
        event = Event(id=new_id(), name=name, subject="", occurred_at=at or timezone.now(), data=data)
        return handle(Event.from_entry(event.as_entry()))

    return published


@pytest.fixture
def project_becomes(publish):
    def became(log, status, open_for_work, **when):
        said = {"project_id": log["project_id"], "status": status, "open_for_work": open_for_work}
        return publish("vehicleandproject-service", "project.status_changed.v1", **said, **when)

    return became


@pytest.mark.parametrize("status", ["cancelled", "closed", "on_hold", "quality_check", "rejected"])
@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_a_timer_ends_when_no_work_may_be_done_on_its_project(
    employee, start, move, project_becomes, emitted, example, status, paused
):
    log = start(employee)
    if paused:
        move(employee, log, "pause")
    assert project_becomes(log, status, open_for_work=False) == "handled"

    shown = employee.get(f"/api/v1/employees/time-logs/{log['id']}/").json()
    assert (shown["status"], shown["ended_by"]) == ("stopped", "project_not_open")
    assert shown["segments"][0]["ended_at"] is not None
    (event,) = emitted("time_log.stopped.v1")
    assert (event.subject, event.data["ended_by"]) == (log["id"], "project_not_open")
    assert event.data.keys() == example(event.name).keys()


@pytest.mark.parametrize("status", ["approved", "in_progress", "authorised"])
def test_a_timer_goes_on_while_work_may_be_done(employee, start, project_becomes, emitted, status):
    project_becomes(start(employee), status, open_for_work=True)
    assert TimeLog.objects.get().status == "running"
    assert not emitted("time_log.stopped.v1")


def test_timers_on_other_projects_go_on(employee, colleague, start, project_becomes):
    ended, other = start(employee), start(colleague)
    project_becomes(ended, "cancelled", open_for_work=False)
    assert TimeLog.objects.running().get().id.hex == other["id"].replace("-", "")


def test_however_late_we_hear_of_it_the_timer_ended_then(employee, start, project_becomes):
    log = start(employee)
    began = timezone.now() - timedelta(hours=3)
    TimeLog.objects.update(started_at=began)
    TimeLog.objects.get().segments.update(started_at=began)

    project_becomes(log, "cancelled", open_for_work=False, at=began + timedelta(hours=1))

    row = TimeLog.objects.get()
    assert (row.duration_seconds, row.stopped_at) == (3600, began + timedelta(hours=1))


def test_a_timer_that_was_started_later_goes_on(employee, start, project_becomes):
    log = start(employee)
    project_becomes(log, "on_hold", open_for_work=False, at=datetime(2026, 11, 1, tzinfo=UTC))
    assert TimeLog.objects.get().status == "running"


@pytest.mark.parametrize("paused_again", [False, True], ids=["running", "paused"])
def test_a_timer_that_was_resumed_later_goes_on(
    employee, start, move, project_becomes, emitted, paused_again
):
    log = start(employee)
    move(employee, log, "pause")
    morning = timezone.now() - timedelta(hours=3)
    TimeLog.objects.update(started_at=morning)
    TimeLog.objects.get().segments.update(started_at=morning, ended_at=morning + timedelta(hours=1))
    move(employee, log, "resume")
    if paused_again:
        move(employee, log, "pause")
    as_it_was = TimeLog.objects.values().get()

    on_hold = morning + timedelta(hours=2)
    project_becomes(log, "on_hold", open_for_work=False, at=on_hold)

    assert TimeLog.objects.values().get() == as_it_was
    assert not emitted("time_log.stopped.v1")


def test_one_that_was_started_by_an_answer_just_overtaken_ends_and_counts_nothing(
    employee, start, project_becomes
):
    log = start(employee)
    project_becomes(log, "cancelled", open_for_work=False, at=timezone.now() - timedelta(seconds=2))
    row = TimeLog.objects.get()
    assert (row.status, row.duration_seconds) == ("stopped", 0)
    assert row.stopped_at >= row.started_at


def test_a_timer_that_was_stopped_stays_as_it_is(employee, start, move, project_becomes, emitted):
    log = start(employee)
    move(employee, log, "stop")
    as_it_was = TimeLog.objects.values().get()
    project_becomes(log, "closed", open_for_work=False)
    assert TimeLog.objects.values().get() == as_it_was
    assert len(emitted("time_log.stopped.v1")) == 1


def test_the_timer_on_a_cancelled_task_ends(employee, colleague, start, publish, emitted):
    log, other = start(employee), start(colleague)
    publish("vehicleandproject-service", "task.cancelled.v1", task_id=log["task_id"])
    assert TimeLog.objects.get(pk=log["id"]).ended_by == "task_cancelled"
    assert TimeLog.objects.get(pk=other["id"]).status == "running"
    assert [event.subject for event in emitted("time_log.stopped.v1")] == [log["id"]]


def test_the_timer_of_who_had_the_task_ends_and_not_that_of_who_has_it_now(
    employee, colleague, assign, start_on, publish
):
    task = assign(employee)
    log = start_on(employee, task)
    theirs = start_on(colleague, assign(colleague, id=task["id"]))
    said = {"task_id": task["id"], "assignee_id": str(employee.account_id)}
    publish("vehicleandproject-service", "task.unassigned.v1", **said)
    assert TimeLog.objects.get(pk=log["id"]).ended_by == "task_unassigned"
    assert TimeLog.objects.get(pk=theirs["id"]).status == "running"


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "customer"}], ids=["shut", "demoted"])
def test_the_timer_of_somebody_who_left_ends(
    deliver, employee, colleague, hire, account, start, emitted, change
):
    hire(employee)
    log, other = start(employee), start(colleague)
    news = account(account_id=str(employee.account_id), **change)
    assert deliver("account.changed.v1", news) == "handled"
    assert TimeLog.objects.get(pk=log["id"]).ended_by == "employee_inactive"
    assert TimeLog.objects.get(pk=other["id"]).status == "running"
    assert [event.subject for event in emitted("time_log.stopped.v1")] == [log["id"]]


def test_a_change_of_name_ends_no_timer(deliver, employee, hire, account, start):
    hire(employee)
    start(employee)
    deliver("account.changed.v1", account(account_id=str(employee.account_id), last_name="Nasser"))
    assert TimeLog.objects.get().status == "running"
