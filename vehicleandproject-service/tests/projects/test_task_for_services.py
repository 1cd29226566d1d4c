"""GET /internal/tasks/{task_id}/, which employee-service asks before it starts a clock."""

import pytest

from chassis.models import new_id
from projects.models import Project
from projects.statuses import Status

pytestmark = pytest.mark.django_db


def test_a_service_reads_a_task(api, approved, add_task):
    task = add_task(approved, assignee_id=str(new_id()))
    reply = api.as_service("employee-service").get(f"/internal/tasks/{task['id']}/")
    assert reply.status_code == 200
    assert reply.json() == {
        **{name: task[name] for name in ("id", "project_id", "assignee_id", "title", "status")},
        "project_status": "approved",
        "open_for_work": True,
    }


@pytest.mark.parametrize("status", Status.values)
def test_it_says_whether_work_may_be_done_on_it_now(api, approved, add_task, status):
    task = add_task(approved)
    Project.objects.update(status=status)
    published = api.as_service("employee-service").get(f"/internal/tasks/{task['id']}/").json()
    assert published["project_status"] == status
    assert published["open_for_work"] is (status in {"approved", "authorised", "in_progress"})


def test_an_unknown_task_is_not_there(api):
    assert api.as_service("employee-service").get(f"/internal/tasks/{new_id()}/").status_code == 404


@pytest.mark.parametrize("person", ["customer", "employee", "admin"])
def test_a_person_may_not_ask(person, request, approved, add_task):
    client = request.getfixturevalue(person)
    assert client.get(f"/internal/tasks/{add_task(approved)['id']}/").status_code == 403


def test_nobody_may_ask_without_a_token(api):
    assert api.get(f"/internal/tasks/{new_id()}/").status_code == 401
