"""POST /api/v1/employees/time-logs/start/."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from employees.models import Employee
from tests.timekeeping.project_statuses import NOT_OPEN, OPEN
from timekeeping.models import TimeLog, TimeSegment

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/time-logs/start/"


@pytest.mark.shows("EM05")
def test_an_employee_starts_a_timer_on_their_task(employee, assign, projects, emitted, example):
    task = assign(employee)
    reply = employee.post(URL, {"task_id": task["id"]})

    log = reply.json()
    assert reply.status_code == 201
    assert (log["task_id"], log["task_title"], log["project_id"], log["employee_id"]) == (
        task["id"], task["title"], task["project_id"], str(employee.account_id),
    )  # fmt: skip
    assert (log["status"], log["source"], log["stopped_at"], log["duration_seconds"]) == (
        "running", "timer", None, 0,
    )  # fmt: skip
    assert log["segments"] == [{"started_at": log["started_at"], "ended_at": None}]
    row = TimeLog.objects.get()
    assert (str(row.id), row.status, row.employee_id) == (log["id"], "running", employee.account_id)
    (event,) = emitted()
    assert (event.name, event.subject) == ("time_log.started.v1", log["id"])
    assert {name: event.data[name] for name in ("task_id", "project_id", "employee_id")} == {
        "task_id": task["id"], "project_id": task["project_id"], "employee_id": log["employee_id"],
    }  # fmt: skip
    assert event.data.keys() == example(event.name).keys()
    assert [(call.method, call.path) for call in projects.calls] == [
        ("GET", f"/internal/tasks/{task['id']}/")
    ]


def test_it_asks_as_a_service_not_as_the_employee(employee, assign, projects):
    employee.post(URL, {"task_id": assign(employee)["id"]})
    (call,) = projects.calls
    assert call.headers["Authorization"] != employee._credentials["HTTP_AUTHORIZATION"]


def test_the_reply_is_what_reading_it_gives(employee, start):
    log = start(employee)
    assert employee.get(f"/api/v1/employees/time-logs/{log['id']}/").json() == log


@pytest.mark.shows("EM14")
@pytest.mark.parametrize("assignee", ["colleague", None])
@pytest.mark.parametrize("staff", ["employee", "admin"])
def test_anothers_or_nobodys_task_is_refused(request, assign, emitted, staff, assignee):
    task = assign(request.getfixturevalue(assignee) if assignee else None)
    reply = request.getfixturevalue(staff).post(URL, {"task_id": task["id"]})
    assert (reply.status_code, reply.json()["code"]) == (403, "not_assigned")
    assert nothing_was_written(emitted)


@pytest.mark.parametrize("status", NOT_OPEN)
def test_no_timer_starts_where_no_work_may_be_done(employee, assign, emitted, status):
    task = assign(employee, project_status=status, open_for_work=False)
    body = {"task_id": task["id"]}
    reply = employee.post(URL, body)
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert reply.json()["project_status"] == status
    assert nothing_was_written(emitted)


@pytest.mark.parametrize("status", OPEN)
def test_a_timer_starts_where_work_may_be_done(employee, assign, start_on, status):
    task = assign(employee, project_status=status)
    assert start_on(employee, task)["status"] == "running"


def test_no_timer_starts_on_a_cancelled_task(employee, assign, emitted):
    task = assign(employee, status="cancelled", open_for_work=False)
    reply = employee.post(URL, {"task_id": task["id"]})
    assert (reply.status_code, reply.json()["code"]) == (409, "task_cancelled")
    assert nothing_was_written(emitted)


def test_an_admin_starts_one_on_a_task_of_their_own(admin, start):
    assert start(admin)["employee_id"] == str(admin.account_id)


def test_an_unknown_task_is_refused(employee, projects, emitted):
    reply = employee.post(URL, {"task_id": str(new_id())})
    assert reply.status_code == 400
    assert (reply.json()["errors"][0]["field"], reply.json()["errors"][0]["code"]) == ("task_id", "unknown")
    assert nothing_was_written(emitted)


@pytest.mark.parametrize("body", [{}, {"task_id": "7"}, {"task_id": None}, {"task_id": [], "note": ""}])
def test_a_body_without_a_task_is_refused_before_anybody_is_asked(employee, projects, emitted, body):
    assert employee.post(URL, body).status_code == 400
    assert not projects.calls
    assert nothing_was_written(emitted)


def test_without_its_neighbour_it_writes_nothing_and_says_when_to_try_again(
    employee, assign, projects, emitted
):
    task = assign(employee)
    projects.down()
    reply = employee.post(URL, {"task_id": task["id"]})
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert int(reply["Retry-After"]) > 0
    assert nothing_was_written(emitted)


@pytest.mark.parametrize(
    ("status", "shown", "code"),
    [(500, 503, "upstream_unavailable"), (400, 502, "upstream_refused"), (403, 502, "upstream_refused")],
)
def test_a_neighbour_that_refuses_us_is_named_and_is_not_said_to_be_away(
    employee, projects, emitted, status, shown, code
):
    projects.replies("GET", "/internal/tasks/{id}/", {"code": "no"}, status=status)
    reply = employee.post(URL, {"task_id": str(new_id())})
    assert (reply.status_code, reply.json()["code"]) == (shown, code)
    assert reply.json()["service"] == "vehicleandproject-service"
    assert nothing_was_written(emitted)


def test_a_second_timer_is_refused_and_the_first_named(employee, start, assign, emitted):
    running = start(employee)
    reply = employee.post(URL, {"task_id": assign(employee)["id"]})
    assert (reply.status_code, reply.json()["code"]) == (409, "timer_running")
    assert reply.json()["time_log_id"] == running["id"]
    assert TimeLog.objects.count() == TimeSegment.objects.count() == 1
    assert len(emitted()) == 1


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_another_starts_once_the_first_is_paused_or_stopped(employee, start, move, verb):
    move(employee, start(employee), verb)
    assert start(employee)["status"] == "running"


def test_colleagues_time_their_work_at_once(employee, colleague, start):
    start(employee)
    start(colleague)
    assert TimeLog.objects.running().count() == 2


def test_the_same_key_gets_the_first_answer_again_even_without_the_neighbour(
    employee, assign, projects, emitted
):
    body = {"task_id": assign(employee)["id"]}
    first = employee.post(URL, body, headers={"Idempotency-Key": "start-1"})
    projects.down()
    again = employee.post(URL, body, headers={"Idempotency-Key": "start-1"})
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (201, first.content, "true")
    assert TimeLog.objects.count() == 1
    assert len(emitted()) == 1


def test_customers_have_no_time_to_log(customer, api, emitted):
    assert customer.post(URL, {"task_id": str(new_id())}).status_code == 403
    assert api.post(URL, {"task_id": str(new_id())}).status_code == 401
    assert nothing_was_written(emitted)


@pytest.mark.shows("EM06")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("record", ["of an employee we know", "of one who is new"])
def test_of_twenty_at_once_one_starts(employee, assign, hire, emitted, record):
    if record == "of an employee we know":
        hire(employee)
    task = assign(employee)

    def press_start():
        reply = employee.post(URL, {"task_id": task["id"]})
        return reply.status_code, reply.json().get("code"), reply.json().get("time_log_id")

    replies = at_the_same_time(*[press_start] * 20)
    running = str(TimeLog.objects.get().id)
    assert sorted(replies, key=str) == [(201, None, None), *[(409, "timer_running", running)] * 19]
    assert len(emitted("time_log.started.v1")) == 1


@pytest.mark.shows("EM06")
def test_the_database_itself_refuses_a_second_running_timer(employee, start):
    start(employee)
    row = TimeLog.objects.get()
    with pytest.raises(IntegrityError, match="unique_running_timer"), transaction.atomic():
        TimeLog.objects.create(
            employee_id=row.employee_id,
            task_id=new_id(),
            project_id=new_id(),
            status="running",
            source="timer",
            started_at=timezone.now(),
        )


def nothing_was_written(emitted) -> bool:
    return not (emitted() or TimeLog.objects.exists() or Employee.objects.exists())
