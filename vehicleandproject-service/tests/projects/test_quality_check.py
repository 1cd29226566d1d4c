"""The check of finished work, by somebody who did none of it."""

import pytest

from projects.models import FormerWork, Project
from tests.answers import answered
from tests.urls import PROJECTS

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR12")]


@pytest.fixture
def checked(approved, add_task, employee):
    """A project whose one task the employee did, handed to its check."""
    task = add_task(approved, assignee_id=str(employee.account_id))
    url = f"{PROJECTS}{approved['id']}/"
    answered(employee.patch(f"{url}tasks/{task['id']}/", {"status": "done"}))
    answered(employee.post(f"{url}submit-for-quality-check/"))
    return url


@pytest.mark.parametrize("verb", ["pass-quality-check", "fail-quality-check"])
def test_whoever_did_the_work_does_not_check_it(checked, employee, colleague, verb, emitted):
    before = len(emitted("project.status_changed.v1"))
    refused = employee.post(f"{checked}{verb}/")
    assert (refused.status_code, refused.json()["code"]) == (403, "worked_on_it")
    assert Project.objects.get().status == "quality_check"
    assert len(emitted("project.status_changed.v1")) == before
    assert answered(colleague.post(f"{checked}{verb}/"))["status"] in {"ready", "in_progress"}


def test_whoever_logged_time_on_it_worked_on_it(checked, approved, colleague, deliver, example):
    task_id = colleague.get(f"{checked}tasks/").json()["results"][0]["id"]
    log = {**example("time_log.stopped.v1", "employee-service"), "task_id": task_id}
    deliver("time_log.stopped.v1", {**log, "employee_id": str(colleague.account_id), "duration_seconds": 60})
    assert colleague.post(f"{checked}pass-quality-check/").json()["code"] == "worked_on_it"


def test_whoever_moves_their_time_elsewhere_worked_on_it_all_the_same(
    checked, create, stranger, add_task, colleague, deliver, example
):
    task_id = colleague.get(f"{checked}tasks/").json()["results"][0]["id"]
    other = add_task(create(stranger))
    log = {**example("time_log.corrected.v1", "employee-service"), "employee_id": str(colleague.account_id)}
    moved = {**log, "task_id": other["id"], "previous": {**log["previous"], "task_id": task_id}}
    assert deliver("time_log.corrected.v1", moved) == "handled"
    assert colleague.post(f"{checked}pass-quality-check/").json()["code"] == "worked_on_it"
    assert FormerWork.objects.get().employee_id == colleague.account_id


def test_what_failed_is_worked_on_and_checked_again(checked, colleague, employee):
    answered(colleague.post(f"{checked}fail-quality-check/", {"reason": "The pads are loose."}))
    answered(employee.post(f"{checked}submit-for-quality-check/"))
    assert answered(colleague.post(f"{checked}pass-quality-check/"))["status"] == "ready"
    lines = employee.get(f"{checked}timeline/").json()["results"]
    assert [line["to"] for line in lines][-4:] == ["quality_check", "in_progress", "quality_check", "ready"]


def test_in_a_workshop_of_one_they_check_their_own(checked, employee, admin):
    answered(admin.patch(f"{PROJECTS}policies/", {"checked_by_another": False}))
    assert answered(employee.post(f"{checked}pass-quality-check/"))["status"] == "ready"
