"""Tasks: GET|POST /api/v1/projects/{id}/tasks/ and PATCH …/{task_id}/."""

import pytest

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project, ProjectTransition, Task
from tests.projects.employee_service import works_here

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"


def test_a_foreman_plans_a_task_for_a_technician(approved, foreman, staff_list, emitted, example):
    technician = str(new_id())
    body = {"title": "Change the pads", "assignee_id": technician, "estimated_minutes": 45}
    reply = foreman.post(f"{URL}{approved['id']}/tasks/", body)

    task = reply.json()
    assert reply.status_code == 201
    assert {name: task[name] for name in body} == body
    assert (task["status"], task["logged_seconds"], task["position"]) == ("todo", 0, 1)
    assert task["project_id"] == approved["id"]
    assert str(Task.objects.get().assignee_id) == technician
    (event,) = emitted("task.assigned.v1")
    assert event.subject == task["id"]
    assert event.data == {name: task["id" if name == "task_id" else name] for name in example(event.name)}
    (question,) = staff_list.calls
    assert question.path == f"/internal/employees/{technician}/"


def test_a_task_without_a_technician_is_no_news(approved, add_task, emitted):
    assert add_task(approved)["assignee_id"] is None
    assert not emitted("task.assigned.v1")


def test_the_customer_reads_the_tasks_in_their_order(approved, customer, add_task):
    tasks = [add_task(approved, title=title) for title in ("One", "Two", "Three")]
    page = customer.get(f"{URL}{approved['id']}/tasks/", {"page_size": 2}).json()
    shown = page["results"] + customer.get(page["next"]).json()["results"]
    assert shown == [without_time(task) for task in tasks]
    assert customer.get(at(tasks[0])).json() == shown[0]


def test_how_long_the_work_took_is_the_staffs_to_read(approved, customer, employee, add_task):
    task = add_task(approved)
    Task.objects.update(logged_seconds=3600, irregular_seconds=60)
    tasks_of = f"{URL}{approved['id']}/tasks/"
    (listed,) = employee.get(tasks_of).json()["results"]
    assert listed == employee.get(at(task)).json()
    assert (listed["logged_seconds"], listed["irregular_seconds"]) == (3600, 60)
    assert customer.get(tasks_of).json()["results"] == [customer.get(at(task)).json()]
    assert customer.get(at(task)).json() == without_time(listed)


def test_a_customer_plans_and_changes_nothing(approved, customer, add_task):
    body = {"title": "Polish it", "estimated_minutes": 5}
    assert customer.post(f"{URL}{approved['id']}/tasks/", body).status_code == 403
    assert customer.patch(at(add_task(approved)), {"title": "Polish it"}).status_code == 403


@pytest.mark.parametrize("status", ["rejected", "delivered", "closed", "cancelled"])
def test_a_project_that_is_over_takes_no_more_work(approved, foreman, status):
    Project.objects.update(status=status)
    reply = foreman.post(f"{URL}{approved['id']}/tasks/", {"title": "More", "estimated_minutes": 5})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_over")
    assert not Task.objects.exists()


@pytest.mark.parametrize("status", ["quality_check", "ready"])
def test_nothing_is_added_to_what_is_checked_or_ready(approved, foreman, emitted, status):
    Project.objects.update(status=status)
    reply = foreman.post(f"{URL}{approved['id']}/tasks/", {"title": "More", "estimated_minutes": 5})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert reply.json()["project_status"] == status
    assert not Task.objects.exists()
    assert not emitted("project.progressed.v1")


@pytest.mark.parametrize(
    "status", ["requested", "approved", "estimate", "authorised", "in_progress", "on_hold"]
)
def test_work_is_planned_until_it_is_handed_to_its_check(approved, add_task, status):
    Project.objects.update(status=status)
    assert add_task(approved)["status"] == "todo"


@pytest.mark.django_db(transaction=True)
def test_two_tasks_planned_at_once_stand_one_behind_the_other(approved, foreman):
    body = {"title": "Both", "estimated_minutes": 5}
    replies = at_the_same_time(*[lambda: foreman.post(f"{URL}{approved['id']}/tasks/", body)] * 2)
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


@pytest.mark.shows("PR16")
def test_progress_is_the_share_of_the_minutes_done_rounded_down(
    approved, customer, employee, foreman, add_task, emitted, example
):
    mine = {"assignee_id": str(employee.account_id)}
    short, long = (add_task(approved, estimated_minutes=minutes, **mine) for minutes in (5, 10))
    for task, percent in ((short, 33), (long, 100)):
        employee.patch(at(task), {"status": "done"})
        assert customer.get(f"{URL}{approved['id']}/").json()["progress_percent"] == percent
        event = emitted("project.progressed.v1")[-1]
        assert event.data.keys() == example(event.name).keys()
        assert (event.data["progress_percent"], event.data["status"]) == (percent, "in_progress")
    add_task(approved, estimated_minutes=45)
    assert Project.objects.get().progress_percent == 25
    foreman.patch(at(long), {"estimated_minutes": 50})
    assert Project.objects.get().progress_percent == 55
    employee.patch(at(long), {"status": "todo"})
    assert Project.objects.get().progress_percent == 5
    assert [e.data["progress_percent"] for e in emitted("project.progressed.v1")] == [33, 100, 25, 55, 5]


def test_what_leaves_progress_as_it_is_is_no_news(approved, foreman, add_task, emitted):
    task = add_task(approved)
    foreman.patch(at(task), {"title": "Reworded", "estimated_minutes": 30})
    assert not emitted("project.progressed.v1")


@pytest.mark.shows("PR16")
@pytest.mark.django_db(transaction=True)
def test_two_tasks_done_at_once_both_count(approved, admin, add_task, emitted):
    tasks = [add_task(approved), add_task(approved)]
    at_the_same_time(*[lambda task=task: admin.patch(at(task), {"status": "done"}) for task in tasks])
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


@pytest.mark.parametrize("also", [{}, {"status": "done"}], ids=["alone", "and moved in one step"])
def test_a_technician_takes_over_no_task(approved, employee, add_task, emitted, also):
    for assignee in (None, str(new_id())):
        task = add_task(approved, assignee_id=assignee)
        reply = employee.patch(at(task), {"assignee_id": str(employee.account_id), **also})
        assert (reply.status_code, reply.json()["code"]) == (
            403,
            "not_assigned" if also else "permission_denied",
        )
        row = Task.objects.get(pk=task["id"])
        assert (row.assignee_id and str(row.assignee_id), row.status) == (assignee, "todo")
    assert len(emitted("task.assigned.v1")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Less"},
        {"estimated_minutes": 1},
        {"assignee_id": None},
        {"assignee_id": str(new_id())},
        {"status": "cancelled"},
        {"status": "done", "estimated_minutes": 1},
    ],
    ids=str,
)
def test_of_their_own_task_a_technician_says_how_far_it_is_and_no_more(approved, employee, add_task, change):
    task = add_task(approved, assignee_id=str(employee.account_id))
    reply = employee.patch(at(task), change)
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert employee.get(at(task)).json() == task


def test_naming_what_stands_there_already_needs_no_permission(approved, employee, staff_list, add_task):
    task = add_task(approved, assignee_id=str(employee.account_id))
    staff_list.calls.clear()
    same = {name: task[name] for name in ("title", "assignee_id", "estimated_minutes")}
    assert employee.patch(at(task), {**same, "status": "done"}).json()["status"] == "done"
    assert not staff_list.calls


def test_a_technician_plans_nothing(approved, employee):
    reply = employee.post(f"{URL}{approved['id']}/tasks/", {"title": "Mine", "estimated_minutes": 5})
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert not Task.objects.exists()


@pytest.mark.parametrize("who", ["admin", "foreman"])
def test_whoever_may_assign_work_moves_any_task(request, approved, add_task, who):
    task = add_task(approved, assignee_id=str(new_id()))
    planner = request.getfixturevalue(who)
    assert planner.patch(at(task), {"status": "done"}).json()["status"] == "done"


def test_a_new_technician_is_news_for_both(approved, foreman, add_task, emitted, example):
    first, other = str(new_id()), str(new_id())
    task = add_task(approved, assignee_id=first)
    foreman.patch(at(task), {"assignee_id": other})
    foreman.patch(at(task), {"assignee_id": other, "title": "Same technician"})
    foreman.patch(at(task), {"assignee_id": None})
    published = [event for event in emitted() if event.name.startswith("task.")]
    assert [(event.name, event.data["assignee_id"]) for event in published] == [
        ("task.assigned.v1", first),
        ("task.unassigned.v1", first),
        ("task.assigned.v1", other),
        ("task.unassigned.v1", other),
    ]
    assert published[1].data.keys() == example("task.unassigned.v1").keys()
    assert published[1].subject == task["id"]
    assert Task.objects.get().assignee_id is None


@pytest.mark.parametrize(
    ("found", "code"), [(None, "unknown"), ({"is_active": False}, "inactive")], ids=["unknown", "left"]
)
def test_a_task_is_given_only_to_somebody_who_works_here(
    approved, foreman, staff_list, add_task, emitted, found, code
):
    somebody, task = str(new_id()), add_task(approved)
    path = f"/internal/employees/{somebody}/"
    if found is None:
        staff_list.replies("GET", path, {"code": "not_found"}, status=404)
    else:
        staff_list.replies("GET", path, works_here(somebody, **found))
    body = {"title": "Polish it", "estimated_minutes": 5, "assignee_id": somebody}
    for reply in (
        foreman.post(f"{URL}{approved['id']}/tasks/", body),
        foreman.patch(at(task), {"assignee_id": somebody}),
    ):
        assert reply.status_code == 400
        assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [
            ("assignee_id", code)
        ]
    assert Task.objects.get().assignee_id is None
    assert not emitted("task.assigned.v1")


def test_while_nobody_can_say_who_works_here_no_task_is_given(approved, foreman, staff_list, add_task):
    task = add_task(approved)
    staff_list.down()
    reply = foreman.patch(at(task), {"assignee_id": str(new_id())})
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert foreman.patch(at(task), {"title": "Reworded"}).status_code == 200
    assert Task.objects.get().assignee_id is None


@pytest.mark.shows("PR16")
def test_a_cancelled_task_does_not_count_and_its_technician_hears_of_it(
    approved, employee, foreman, add_task, emitted, example
):
    mine = {"assignee_id": str(employee.account_id)}
    done = add_task(approved, estimated_minutes=1, **mine)
    employee.patch(at(done), {"status": "done"})
    mistaken = add_task(approved, estimated_minutes=110, **mine)
    assert Project.objects.get().progress_percent == 0

    assert foreman.patch(at(mistaken), {"status": "cancelled"}).json()["status"] == "cancelled"

    assert Project.objects.get().progress_percent == 100
    (event,) = emitted("task.cancelled.v1")
    assert event.data == {name: mistaken["id" if name == "task_id" else name] for name in example(event.name)}
    foreman.patch(at(mistaken), {"status": "todo"})
    assert Project.objects.get().progress_percent == 0


def test_a_task_is_cancelled_while_nobody_works_on_it_too(approved, foreman, add_task):
    task = add_task(approved)
    Project.objects.update(status="on_hold")
    assert foreman.patch(at(task), {"status": "cancelled"}).json()["status"] == "cancelled"
    assert Project.objects.get().status == "on_hold"


@pytest.mark.parametrize("status", ["requested", "on_hold", "quality_check", "ready", "estimate"])
def test_no_work_is_done_on_a_project_that_is_not_open(approved, admin, add_task, status):
    task = add_task(approved)
    Project.objects.update(status=status)
    reply = admin.patch(at(task), {"status": "done"})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert reply.json()["project_status"] == status
    assert Task.objects.get().status == "todo"
    assert Project.objects.get().status == status


@pytest.mark.parametrize("done", ["in_progress", "done"])
def test_no_work_is_done_there_on_a_task_that_was_cancelled_either(approved, admin, add_task, done):
    task = add_task(approved)
    admin.patch(at(task), {"status": "cancelled"})
    Project.objects.update(status="on_hold")
    reply = admin.patch(at(task), {"status": done})
    assert (reply.status_code, reply.json()["code"]) == (409, "project_not_open")
    assert Task.objects.get().status == "cancelled"
    assert admin.patch(at(task), {"status": "todo"}).json()["status"] == "todo"
    assert Project.objects.get().progress_percent == 0


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("quality_check", "project_not_open"),
        ("ready", "project_not_open"),
        ("rejected", "project_over"),
        ("delivered", "project_over"),
        ("closed", "project_over"),
        ("cancelled", "project_over"),
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"assignee_id": str(new_id())},
        {"estimated_minutes": 9},
        {"status": "done"},
        {"status": "cancelled"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_task_of_what_is_checked_or_over_stays_as_it_was(
    approved, admin, add_task, emitted, status, code, change
):
    task = add_task(approved)
    Project.objects.update(status=status)
    reply = admin.patch(at(task), change)
    assert (reply.status_code, reply.json()["code"]) == (409, code)
    assert admin.get(at(task)).json() == task
    assert not emitted("task.assigned.v1")
    assert not emitted("project.progressed.v1")


def test_what_was_changed_meanwhile_is_kept(approved, admin, foreman, add_task):
    task = add_task(approved)
    stale = foreman.get(at(task))["ETag"]
    admin.patch(at(task), {"title": "First"})
    reply = foreman.patch(at(task), {"title": "Second"}, headers={"If-Match": stale})
    assert reply.status_code == 412
    assert Task.objects.get().title == "First"


def test_a_task_of_another_project_is_not_there(approved, create, customer, foreman, add_task):
    task = add_task(approved)
    elsewhere = create(customer)
    address = f"{URL}{elsewhere['id']}/tasks/{task['id']}/"
    assert foreman.get(address).status_code == 404
    for body in ({"title": "x"}, {"assignee_id": str(new_id())}):
        assert foreman.patch(address, body).status_code == 404
        assert foreman.patch(f"{URL}{approved['id']}/tasks/{new_id()}/", body).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", " ", "blank"),
        ("assignee_id", "me", "invalid"),
        ("estimated_minutes", 0, "min_value"),
        ("estimated_minutes", 2**63, "max_value"),
        ("estimated_minutes", "9" * 2000, "invalid"),
        ("estimated_minutes", "45", "invalid"),
        ("estimated_minutes", 45.0, "invalid"),
        ("estimated_minutes", True, "invalid"),
        ("status", "lost", "invalid_choice"),
        ("logged_seconds", 5, "unknown_field"),
        ("irregular_seconds", 5, "unknown_field"),
        ("position", 5, "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named(approved, foreman, add_task, field, value, code):
    reply = foreman.patch(at(add_task(approved)), {field: value})
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]


def test_a_repeated_key_gets_the_first_answer_again(approved, foreman):
    body = {"title": "Once", "estimated_minutes": 5}
    address = f"{URL}{approved['id']}/tasks/"
    first, again = (foreman.post(address, body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert Task.objects.count() == 1


def without_time(task):
    return {name: value for name, value in task.items() if not name.endswith("_seconds")}


def at(task):
    return f"{URL}{task['project_id']}/tasks/{task['id']}/"
