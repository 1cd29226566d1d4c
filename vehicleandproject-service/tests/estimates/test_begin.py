"""How an estimate begins, and what may begin without one."""

import pytest

from estimates.models import Estimate
from projects.models import Project, Task, WorkPolicy
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS

pytestmark = pytest.mark.django_db


def test_an_estimate_begins_on_what_is_approved(approved, employee, emitted):
    reply = employee.post(f"{PROJECTS}{approved['id']}/estimate/")

    assert reply.status_code == 200
    assert reply.json() | {"jobs": []} == {
        "project_id": approved["id"],
        "revision": 0,
        "discount_percent": "0.00",
        "sent_revision": None,
        "sent_at": None,
        "net": {"amount": "0.00", "currency": "EUR"},
        "tax": {"amount": "0.00", "currency": "EUR"},
        "total": {"amount": "0.00", "currency": "EUR"},
        "authorised": {"amount": "0.00", "currency": "EUR"},
        "jobs": [],
    }
    assert Estimate.objects.get().project_id == Project.objects.get(status="estimate").id
    assert emitted("project.status_changed.v1")[-1].data["status"] == "estimate"


def test_who_begins_or_sends_it_twice_with_one_key_gets_one_answer(
    approved, employee, foreman, standard_rate
):
    url = f"{PROJECTS}{approved['id']}/"
    for by, verb in ((employee, "estimate/"), (foreman, "estimate/send/")):
        first, again = (by.post(f"{url}{verb}", headers={"Idempotency-Key": verb}) for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200), first.json()
        assert again["Idempotency-Replayed"] == "true"
        assert first.json() == again.json()
        answered(employee.post(f"{url}jobs/", {"title": "Brakes", "lines": [part()]}))


def test_it_begins_nowhere_else(create, customer, employee):
    project = create(customer)
    reply = employee.post(f"{PROJECTS}{project['id']}/estimate/")
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert not Estimate.objects.exists()


def test_the_customer_sees_none_before_it_is_sent(estimated, customer, stranger, employee):
    url = f"{PROJECTS}{estimated['id']}/estimate/"
    assert customer.get(url).status_code == 404
    assert stranger.get(url).status_code == 404
    assert employee.get(url).status_code == 200


def test_an_empty_estimate_is_not_sent(estimated, foreman):
    reply = foreman.post(f"{PROJECTS}{estimated['id']}/estimate/send/")
    assert (reply.status_code, reply.json()["code"]) == (409, "estimate_empty")


@pytest.mark.parametrize(("limit", "minutes", "begins"), [(120, 120, True), (120, 121, False), (0, 1, False)])
def test_small_work_alone_begins_without_an_estimate(
    approved, foreman, employee, staff_list, limit, minutes, begins, admin
):
    assert admin.patch(f"{PROJECTS}policies/", {"small_work_minutes": limit}).status_code == 200
    url = f"{PROJECTS}{approved['id']}/"
    foreman.post(f"{url}tasks/", {"title": "Change the pads", "estimated_minutes": minutes})

    reply = employee.post(f"{url}start/")

    if begins:
        assert reply.json()["status"] == "in_progress"
        return
    assert (reply.status_code, reply.json()["code"]) == (409, "estimate_needed")
    assert (reply.json()["planned_minutes"], reply.json()["small_work_minutes"]) == (minutes, limit)
    assert Project.objects.get().status == "approved"


def test_small_work_that_goes_on_gets_an_estimate_for_what_turns_up(
    approved, add_job, customer, foreman, employee, standard_rate
):
    url = f"{PROJECTS}{approved['id']}/"
    answered(employee.post(f"{url}start/"))

    begun = employee.post(f"{url}estimate/")

    assert (begun.status_code, begun.json()["revision"]) == (200, 0)
    (line,) = add_job(approved, part())
    assert employee.post(f"{url}submit-for-quality-check/").json()["code"] == "lines_undecided"
    answered(foreman.post(f"{url}estimate/send/"))
    answered(customer.post(f"{line['url']}authorise/", {"revision": 1}))
    assert Project.objects.get().status == "in_progress"
    assert employee.post(f"{url}estimate/").json()["code"] == "illegal_transition"
    assert Estimate.objects.count() == 1


@pytest.fixture
def going_on(approved, foreman, employee, staff_list):
    """Small work of two hours that goes on; the address of its tasks."""
    url = f"{PROJECTS}{approved['id']}/"
    answered(foreman.post(f"{url}tasks/", {"title": "Change the pads", "estimated_minutes": 120}))
    answered(employee.post(f"{url}start/"))
    return f"{url}tasks/"


@pytest.mark.parametrize("held", [False, True])
def test_small_work_that_goes_on_is_not_planned_to_be_large(going_on, foreman, employee, held, approved):
    if held:
        answered(employee.post(f"{PROJECTS}{approved['id']}/hold/"))
    task = f"{going_on}{Task.objects.get().id}/"
    more = {"title": "Change the discs", "estimated_minutes": 1}
    for refused in (foreman.post(going_on, more), foreman.patch(task, {"estimated_minutes": 121})):
        assert (refused.status_code, refused.json()["code"]) == (409, "estimate_needed")
        assert (refused.json()["planned_minutes"], refused.json()["small_work_minutes"]) == (121, 120)
    assert Task.objects.get().estimated_minutes == 120
    answered(foreman.patch(task, {"estimated_minutes": 119}))
    answered(foreman.post(going_on, more))


def test_what_became_too_much_becomes_no_more_and_may_become_less(going_on, foreman, admin):
    admin.patch(f"{PROJECTS}policies/", {"small_work_minutes": 30})
    task = f"{going_on}{Task.objects.get().id}/"
    assert foreman.patch(task, {"estimated_minutes": 121}).json()["code"] == "estimate_needed"
    answered(foreman.patch(task, {"estimated_minutes": 60}))
    answered(foreman.patch(task, {"status": "done"}))


def test_what_was_cancelled_is_planned_again_only_where_it_is_small(going_on, foreman):
    task = f"{going_on}{Task.objects.get().id}/"
    answered(foreman.patch(task, {"status": "cancelled"}))
    answered(foreman.post(going_on, {"title": "Change the discs", "estimated_minutes": 1}))
    assert foreman.patch(task, {"status": "todo"}).json()["code"] == "estimate_needed"


def test_with_lines_on_an_estimate_more_is_planned(going_on, approved, add_job, foreman, standard_rate):
    answered(foreman.post(f"{PROJECTS}{approved['id']}/estimate/"))
    more = {"title": "Wash it", "estimated_minutes": 10}
    assert foreman.post(going_on, more).json()["code"] == "estimate_needed"
    add_job(approved, labour(600))
    answered(foreman.post(going_on, more))


def test_where_nothing_is_small_not_even_the_unplanned_begins(approved, employee, admin):
    admin.patch(f"{PROJECTS}policies/", {"small_work_minutes": 0})
    reply = employee.post(f"{PROJECTS}{approved['id']}/start/")
    assert (reply.status_code, reply.json()["code"]) == (409, "estimate_needed")


def test_a_policy_is_read_by_the_staff_and_changed_by_admins(customer, employee, admin):
    url = f"{PROJECTS}policies/"
    usual = {
        "small_work_minutes": 120,
        "checked_by_another": True,
        "paid_before_delivery": False,
        "payment_days": 14,
        "e_invoice": False,
    }
    assert employee.get(url).json() == usual
    assert customer.get(url).status_code == employee.patch(url, {"small_work_minutes": 60}).status_code == 403
    assert not WorkPolicy.objects.exists()
    changed = {**usual, "small_work_minutes": 60}
    assert admin.patch(url, {"small_work_minutes": 60}).json() == changed
    assert employee.get(url).json() == changed


def test_large_work_is_not_timed_either(approved, foreman, api, staff_list, deliver, example, employee):
    mine = {"title": "All of it", "estimated_minutes": 121, "assignee_id": str(employee.account_id)}
    task = foreman.post(f"{PROJECTS}{approved['id']}/tasks/", mine).json()
    internal = f"/internal/tasks/{task['id']}/"
    assert api.as_service("employee-service").get(internal).json()["open_for_work"] is False

    started = {**example("time_log.started.v1", "employee-service"), "task_id": task["id"]}
    assert deliver("time_log.started.v1", started) == "handled"
    assert Project.objects.get().status == "approved"

    foreman.patch(f"{PROJECTS}{approved['id']}/tasks/{task['id']}/", {"estimated_minutes": 120})
    assert api.as_service("employee-service").get(internal).json()["open_for_work"] is True
