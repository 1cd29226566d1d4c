"""POST /api/v1/projects/{id}/approve/ and its ten siblings."""

import pytest
from django.db import IntegrityError, transaction

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from projects.statuses import TRANSITIONS, Status

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"
VERBS = (
    "approve", "reject", "start", "hold", "resume", "submit-for-quality-check", "pass-quality-check",
    "fail-quality-check", "deliver", "close", "cancel",
)  # fmt: skip
WHOLE_WAY = (
    ("approve", "approved"), ("start", "in_progress"), ("hold", "on_hold"), ("resume", "in_progress"),
    ("submit-for-quality-check", "quality_check"), ("fail-quality-check", "in_progress"),
    ("submit-for-quality-check", "quality_check"), ("pass-quality-check", "ready"),
    ("deliver", "delivered"), ("close", "closed"),
)  # fmt: skip


@pytest.mark.shows("PR01")
def test_a_project_goes_its_whole_way(create, customer, employee, emitted, example):
    project = create(customer)
    previous = "requested"
    for verb, status in WHOLE_WAY:
        data = {"reason": f"because {verb}", "visibility": "customer"}
        reply = employee.post(f"{URL}{project['id']}/{verb}/", data)
        assert reply.status_code == 200, reply.json()
        assert reply.json()["status"] == Project.objects.get().status == status
        event = emitted("project.status_changed.v1")[-1]
        assert event.data.keys() == example(event.name).keys()
        assert (event.data["previous_status"], event.data["status"]) == (previous, status)
        assert (event.data["reason"], event.data["reason_visibility"]) == (f"because {verb}", "customer")
        previous = status
    assert len(emitted("project.status_changed.v1")) == len(WHOLE_WAY)

    lines = customer.get(f"{URL}{project['id']}/timeline/").json()["results"]
    assert [line["to"] for line in lines] == ["requested", *(status for _, status in WHOLE_WAY)]
    assert [line["from"] for line in lines] == [None, *(line["to"] for line in lines[:-1])]
    assert lines[1]["reason"] == "because approve"
    assert lines[1]["actor_id"] == str(employee.account_id)
    assert lines[0]["at"] < lines[-1]["at"]


@pytest.mark.parametrize(
    ("verb", "status", "visibility"),
    [
        ("approve", "requested", "internal"),
        ("reject", "requested", "customer"),
        ("cancel", "approved", "customer"),
        ("hold", "in_progress", "internal"),
        ("fail-quality-check", "quality_check", "internal"),
    ],
)
def test_a_reason_is_for_the_customer_where_their_request_ends_and_else_the_staffs(
    create, customer, employee, admin, emitted, verb, status, visibility
):
    address = f"{URL}{create(customer)['id']}/"
    Project.objects.update(status=status)
    employee.post(f"{address}{verb}/", {"reason": "Always late, this one."})

    def last_line(reader):
        return reader.get(f"{address}timeline/").json()["results"][-1]

    assert last_line(admin)["reason"] == "Always late, this one."
    assert last_line(admin)["reason_visibility"] == visibility
    shown = "Always late, this one." if visibility == "customer" else ""
    assert last_line(customer)["reason"] == shown
    published = emitted("project.status_changed.v1")[-1].data
    assert (published["reason"], published["reason_visibility"]) == ("Always late, this one.", visibility)


def test_the_staff_say_whom_a_reason_is_for(create, customer, employee):
    address = f"{URL}{create(customer)['id']}/"
    employee.post(f"{address}approve/", {"reason": "Gladly.", "visibility": "customer"})
    employee.post(f"{address}cancel/", {"reason": "Owes us money.", "visibility": "internal"})
    reasons = [line["reason"] for line in customer.get(f"{address}timeline/").json()["results"]]
    assert reasons == ["", "Gladly.", ""]


def test_a_customer_keeps_nothing_among_the_staff(create, customer):
    body = {"reason": "Sold it.", "visibility": "internal"}
    reply = customer.post(f"{URL}{create(customer)['id']}/cancel/", body)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "not_yours")
    assert Project.objects.get().status == "requested"


def test_the_change_names_the_appointment_it_belongs_to(create, customer, employee, emitted):
    appointment, project = new_id(), create(customer)
    Project.objects.update(appointment_id=appointment)
    employee.post(f"{URL}{project['id']}/approve/")
    assert emitted("project.status_changed.v1")[0].data["appointment_id"] == str(appointment)


@pytest.mark.shows("PR02")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", Status.values)
def test_every_verb_goes_where_the_table_says_or_nowhere(create, customer, employee, emitted, status, verb):
    project = create(customer)
    Project.objects.update(status=status)
    reply = employee.post(f"{URL}{project['id']}/{verb}/")
    allowed = TRANSITIONS.verbs(status)
    if verb in allowed:
        assert (reply.status_code, reply.json()["status"]) == (200, TRANSITIONS.after(status, verb))
    else:
        assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
        assert (reply.json()["current_status"], reply.json()["allowed"]) == (status, allowed)
        assert Project.objects.get().status == status
        assert not emitted("project.status_changed.v1")


@pytest.mark.shows("PR01")
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "cancel"])
def test_a_customer_moves_nothing(create, customer, verb):
    assert customer.post(f"{URL}{create(customer)['id']}/{verb}/").status_code == 403
    assert Project.objects.get().status == "requested"


def test_a_customer_takes_their_own_request_back(create, customer, emitted):
    reply = customer.post(f"{URL}{create(customer)['id']}/cancel/", {"reason": "Sold it."})
    assert reply.json()["status"] == "cancelled"
    assert emitted("project.status_changed.v1")[0].data["status"] == "cancelled"


def test_a_customer_does_not_cancel_what_the_workshop_took_on(approved, customer):
    reply = customer.post(f"{URL}{approved['id']}/cancel/")
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["allowed"] == []
    assert Project.objects.get().status == "approved"


def test_anothers_request_is_not_there(create, customer, stranger):
    assert stranger.post(f"{URL}{create(customer)['id']}/cancel/").status_code == 404


def test_a_repeated_key_gets_the_first_answer_again(create, customer, employee, emitted):
    address = f"{URL}{create(customer)['id']}/approve/"
    first, again = (employee.post(address, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (again.status_code, again.content) == (200, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert len(emitted("project.status_changed.v1")) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_that_decide_at_once_one_does(create, customer, employee, admin, emitted):
    address = f"{URL}{create(customer)['id']}/"
    replies = at_the_same_time(
        lambda: employee.post(f"{address}approve/"), lambda: admin.post(f"{address}reject/")
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    assert len(emitted("project.status_changed.v1")) == 1


@pytest.mark.parametrize("body", [{"reason": 7 * [1]}, {"reason": "x" * 501}, {"why": "so"}, [], "x"])
def test_a_body_that_is_not_well_formed_is_refused(create, customer, employee, body):
    reply = employee.post(f"{URL}{create(customer)['id']}/approve/", body)
    assert reply.status_code == 400
    assert Project.objects.get().status == "requested"


def test_the_database_knows_no_other_status(create, customer):
    create(customer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(status="lost")


def test_no_project_with_an_open_task_is_handed_to_its_check(
    approved, employee, foreman, add_task, emitted, staff_list
):
    mine = {"assignee_id": str(employee.account_id)}
    done, open_one, begun, mistaken = (add_task(approved, title=f"Task {n}", **mine) for n in range(4))
    task_url = f"{URL}{approved['id']}/tasks"
    employee.patch(f"{task_url}/{done['id']}/", {"status": "done"})
    employee.patch(f"{task_url}/{begun['id']}/", {"status": "in_progress"})
    foreman.patch(f"{task_url}/{mistaken['id']}/", {"status": "cancelled"})

    reply = employee.post(f"{URL}{approved['id']}/submit-for-quality-check/")

    assert (reply.status_code, reply.json()["code"]) == (409, "tasks_open")
    assert reply.json()["tasks"] == [
        {"id": open_one["id"], "title": "Task 1", "status": "todo"},
        {"id": begun["id"], "title": "Task 2", "status": "in_progress"},
    ]
    assert Project.objects.get().status == "in_progress"
    assert emitted("project.status_changed.v1")[-1].data["status"] == "in_progress"

    employee.patch(f"{task_url}/{begun['id']}/", {"status": "done"})
    foreman.patch(f"{task_url}/{open_one['id']}/", {"status": "cancelled"})
    assert employee.post(f"{URL}{approved['id']}/submit-for-quality-check/").status_code == 200
    assert emitted("project.status_changed.v1")[-1].data["status"] == "quality_check"


def test_its_news_says_whether_work_may_go_on(create, customer, employee, emitted):
    project = create(customer)
    for verb in ("approve", "start", "hold", "resume", "submit-for-quality-check", "pass-quality-check"):
        employee.post(f"{URL}{project['id']}/{verb}/")
    published = [event.data["open_for_work"] for event in emitted("project.status_changed.v1")]
    assert published == [True, True, False, True, False, False]
