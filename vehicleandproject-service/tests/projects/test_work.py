"""GET /api/v1/projects/work/: the tasks of all projects, and what those who left have still to do."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.models import new_id
from projects.models import Assignee, Project
from projects.statuses import OVER, Status

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/work/"


@pytest.fixture
def publish(deliver, example):
    """Let employee-service tell whether somebody works here."""

    def published(employee_id, is_active):
        news = {**example("employee.changed.v1", "employee-service"), "employee_id": employee_id}
        assert deliver("employee.changed.v1", {**news, "is_active": is_active}) == "handled"

    return published


def test_what_somebody_who_left_has_still_to_do_is_listed(approved, foreman, add_task, publish):
    leaver, stayer = str(new_id()), str(new_id())
    to_do = add_task(approved, assignee_id=leaver)
    add_task(approved, assignee_id=stayer)
    add_task(approved)
    done = add_task(approved, assignee_id=leaver)
    foreman.patch(f"/api/v1/projects/{approved['id']}/tasks/{done['id']}/", {"status": "done"})
    assert ids(foreman, assignee_left="true") == []
    publish(stayer, is_active=True)
    publish(leaver, is_active=False)

    assert ids(foreman, open="true", assignee_left="true") == [to_do["id"]]
    assert ids(foreman, assignee_left="true") == [done["id"], to_do["id"]]

    publish(leaver, is_active=True)
    assert ids(foreman, assignee_left="true") == []


@pytest.mark.parametrize("status", Status.values)
def test_on_a_project_that_is_over_nothing_is_still_to_do(approved, foreman, add_task, status):
    task = add_task(approved)
    Project.objects.update(status=status)
    assert ids(foreman, open="true") == ([] if status in OVER else [task["id"]])


def test_cancelled_work_is_not_to_be_done(approved, foreman, add_task):
    task = add_task(approved)
    foreman.patch(f"/api/v1/projects/{approved['id']}/tasks/{task['id']}/", {"status": "cancelled"})
    assert ids(foreman, open="true") == []
    assert ids(foreman, open="false") == ids(foreman, status="cancelled") == [task["id"]]


def test_technicians_find_their_own(approved, create, customer, employee, add_task):
    mine = {"assignee_id": str(employee.account_id)}
    here, there = add_task(approved, **mine), add_task(create(customer), **mine)
    add_task(approved, assignee_id=str(new_id()))
    assert ids(employee, **mine) == [there["id"], here["id"]]


def test_older_news_of_somebody_does_not_replace_newer(deliver, example):
    news = example("employee.changed.v1", "employee-service")

    def receive(is_active, version):
        said, noon = {**news, "is_active": is_active}, datetime(2026, 11, 23, 12, tzinfo=UTC)
        which = {"version": version, "occurred_at": noon + timedelta(minutes=version)}
        return deliver("employee.changed.v1", said, subject=news["employee_id"], **which)

    receive(False, version=2)
    assert receive(True, version=1) == "outdated"
    assert Assignee.objects.get().is_active is False
    receive(True, version=3)
    assert Assignee.objects.get().is_active is True


def test_it_is_the_staffs(customer, api):
    assert customer.get(URL).status_code == 403
    assert api.get(URL).status_code == 401


def ids(client, **query):
    reply = client.get(URL, query)
    assert reply.status_code == 200, reply.json()
    return [task["id"] for task in reply.json()["results"]]
