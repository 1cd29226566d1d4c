"""Tasks: GET|POST /api/v1/projects/{id}/tasks/ and PATCH …/{task_id}/ (PR16)."""

import pytest

from chassis.models import new_id
from projects.models import Project, ProjectTransition, Task
from tests.conftest import at_once

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"


def test_staff_plan_a_task_for_a_technician(approved, employee, emitted, example):
    technician = str(new_id())
    body = {"title": "Change the pads", "assignee_id": technician, "estimated_minutes": 45}
    reply = employee.post(f"{URL}{approved['id']}/tasks/", body)

    task = reply.json()
    assert reply.status_code == 201
    assert {name: task[name] for name in body} == body
    assert (task["status"], task["logged_seconds"], task["position"]) == ("todo", 0, 1)
    assert task["project_id"] == approved["id"]
    assert str(Task.objects.get().assignee_id) == technician
    (event,) = emitted("task.assigned.v1")
    assert event.subject == task["id"]
    assert event.data == {name: task["id" if name == "task_id" else name] for name in example(event.name)}


def test_a_task_without_a_technician_is_no_news(approved, add_task, emitted):
    assert add_task(approved)["assignee_id"] is None
    assert not emitted("task.assigned.v1")


def test_the_customer_reads_the_tasks_in_their_order(approved, customer, add_task):
    tasks = [add_task(approved, title=title) for title in ("One", "Two", "Three")]
    page = customer.get(f"{URL}{approved['id']}/tasks/", {"page_size": 2}).json()
    assert page["results"] + customer.get(page["next"]).json()["results"] == tasks
    assert customer.get(at(tasks[0])).json() == tasks[0]


def test_a_customer_plans_and_changes_nothing(approved, customer, add_task):
    body = {"title": "Polish it", "estimated_minutes": 5}
    assert customer.post(f"{URL}{approved['id']}/tasks/", body).status_code == 403
    assert customer.patch(at(add_task(approved)), {"title": "Polish it"}).status_code == 403


@pytest.mark.parametrize("status", ["rejected", "delivered", "closed", "cancelled"])
def test_a_project_that_is_over_takes_no_more_work(approved, employee, status):
    Project.objects.update(status=status)
    reply = employee.post(f"{URL}{approved['id']}/tasks/", {"title": "More", "estimated_minutes": 5})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_over")
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tasks_planned_at_once_stand_one_behind_the_other(approved, employee):
    body = {"title": "Both", "estimated_minutes": 5}
    replies = at_once(lambda _: employee.post(f"{URL}{approved['id']}/tasks/", body), range(2))
    assert sorted(reply.json()["position"] for reply in replies) == [1, 2]


def test_a_technicians_first_started_task_starts_the_project(approved, employee, add_task, emitted):
    task = add_task(approved, assignee_id=str(employee.account_id))
    reply = employee.patch(at(task), {"status": "in_progress"})
    assert reply.json()["status"] == Task.objects.get().status == "in_progress"
    assert Project.objects.get().status == "in_progress"
    change = emitted("project.status_changed.v1")[-1].data
    assert (change["previous_status"], change["status"]) == ("approved", "in_progress")
    line = ProjectTransition.objects.latest("id")
    assert (line.to_status, line.actor_id) == ("in_progress", employee.account_id)
    assert not emitted("project.progressed.v1")


def test_progress_is_the_share_of_the_minutes_done_rounded_down(
    approved, customer, employee, add_task, emitted, example
):
    mine = {"assignee_id": str(employee.account_id)}
    short, long = (add_task(approved, estimated_minutes=minutes, **mine) for minutes in (10, 20))
    for task, percent in ((short, 33), (long, 100)):
        employee.patch(at(task), {"status": "done"})
        assert customer.get(f"{URL}{approved['id']}/").json()["progress_percent"] == percent
        event = emitted("project.progressed.v1")[-1]
        assert event.data.keys() == example(event.name).keys()
        assert (event.data["progress_percent"], event.data["status"]) == (percent, "in_progress")
    add_task(approved, estimated_minutes=90)
    assert Project.objects.get().progress_percent == 25
    employee.patch(at(long), {"estimated_minutes": 100})
    assert Project.objects.get().progress_percent == 55
    employee.patch(at(long), {"status": "todo"})
    assert Project.objects.get().progress_percent == 5
    assert [e.data["progress_percent"] for e in emitted("project.progressed.v1")] == [33, 100, 25, 55, 5]


def test_what_leaves_progress_as_it_is_is_no_news(approved, employee, add_task, emitted):
    task = add_task(approved)
    employee.patch(at(task), {"title": "Reworded", "estimated_minutes": 30})
    assert not emitted("project.progressed.v1")


@pytest.mark.django_db(transaction=True)
def test_two_tasks_done_at_once_both_count(approved, admin, add_task, emitted):
    tasks = [add_task(approved), add_task(approved)]
    at_once(lambda task: admin.patch(at(task), {"status": "done"}), tasks)
    assert Project.objects.get().progress_percent == 100
    assert [event.data["progress_percent"] for event in emitted("project.progressed.v1")] == [50, 100]
    assert len(emitted("project.status_changed.v1")) == 2


def test_an_employee_moves_only_their_own_tasks(approved, employee, add_task, emitted):
    for assignee in (None, str(new_id())):
        task = add_task(approved, assignee_id=assignee)
        reply = employee.patch(at(task), {"status": "done", "title": "Mine"})
        assert (reply.status_code, reply.json()["code"]) == (403, "not_assigned")
    assert set(Task.objects.values_list("status", "title")) == {("todo", "Change the pads")}
    assert not emitted("project.progressed.v1")


def test_an_employee_cannot_take_a_task_over_and_move_it_in_one_step(approved, employee, add_task):
    task = add_task(approved, assignee_id=str(new_id()))
    change = {"status": "done", "assignee_id": str(employee.account_id)}
    assert employee.patch(at(task), change).status_code == 403


def test_an_admin_moves_any_task(approved, admin, add_task):
    task = add_task(approved, assignee_id=str(new_id()))
    assert admin.patch(at(task), {"status": "done"}).json()["status"] == "done"


def test_a_new_technician_is_news(approved, employee, add_task, emitted):
    task = add_task(approved, assignee_id=str(new_id()))
    other = str(new_id())
    employee.patch(at(task), {"assignee_id": other})
    employee.patch(at(task), {"assignee_id": other, "title": "Same technician"})
    employee.patch(at(task), {"assignee_id": None})
    assert [event.data["assignee_id"] for event in emitted("task.assigned.v1")][1:] == [other]
    assert Task.objects.get().assignee_id is None


@pytest.mark.parametrize("status", ["requested", "on_hold", "quality_check", "ready"])
def test_no_work_is_done_on_a_project_that_is_not_open(approved, admin, add_task, status):
    task = add_task(approved)
    Project.objects.update(status=status)
    reply = admin.patch(at(task), {"status": "done"})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert "allowed" in reply.json()
    assert Task.objects.get().status == "todo"
    assert Project.objects.get().status == status


@pytest.mark.parametrize("status", ["rejected", "delivered", "closed", "cancelled"])
@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"assignee_id": str(new_id())}, {"estimated_minutes": 9}, {"status": "done"}],
    ids=lambda change: next(iter(change)),
)
def test_a_task_of_a_project_that_is_over_stays_as_it_was(approved, admin, add_task, emitted, status, change):
    task = add_task(approved)
    Project.objects.update(status=status)
    reply = admin.patch(at(task), change)
    assert (reply.status_code, reply.json()["code"]) == (409, "project_over")
    assert admin.get(at(task)).json() == task
    assert not emitted("task.assigned.v1")
    assert not emitted("project.progressed.v1")


def test_what_was_changed_meanwhile_is_kept(approved, admin, employee, add_task):
    task = add_task(approved)
    stale = employee.get(at(task))["ETag"]
    admin.patch(at(task), {"title": "First"})
    reply = employee.patch(at(task), {"title": "Second"}, headers={"If-Match": stale})
    assert reply.status_code == 412
    assert Task.objects.get().title == "First"


def test_a_task_of_another_project_is_not_there(approved, create, customer, employee, add_task):
    task = add_task(approved)
    elsewhere = create(customer)
    address = f"{URL}{elsewhere['id']}/tasks/{task['id']}/"
    assert employee.get(address).status_code == 404
    assert employee.patch(address, {"title": "x"}).status_code == 404
    assert employee.patch(f"{URL}{approved['id']}/tasks/{new_id()}/", {"title": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", " ", "blank"),
        ("assignee_id", "me", "invalid"),
        ("estimated_minutes", 0, "min_value"),
        ("estimated_minutes", 2**63, "max_value"),
        ("estimated_minutes", "9" * 2000, "max_string_length"),
        ("status", "lost", "invalid_choice"),
        ("logged_seconds", 5, "unknown_field"),
        ("position", 5, "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named(approved, employee, add_task, field, value, code):
    reply = employee.patch(at(add_task(approved)), {field: value})
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]


def test_a_repeated_key_gets_the_first_answer_again(approved, employee):
    body = {"title": "Once", "estimated_minutes": 5}
    address = f"{URL}{approved['id']}/tasks/"
    first, again = (employee.post(address, body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert Task.objects.count() == 1


def at(task):
    return f"{URL}{task['project_id']}/tasks/{task['id']}/"
