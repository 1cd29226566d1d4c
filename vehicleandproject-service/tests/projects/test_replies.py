"""What is answered by mail becomes a comment, of whoever may write one."""

import pytest

from chassis.models import new_id
from projects.models import Assignee, Comment

pytestmark = pytest.mark.django_db
RECEIVED, MESSAGE = "reply.received.v1", "project.message_written.v1"


@pytest.fixture
def reply(example, approved):
    def by(client, role, **changes):
        known = {"project_id": approved["id"], "account_id": str(client.account_id), "role": role}
        return {**example(RECEIVED, "notification-service"), **known, **changes}

    return by


@pytest.mark.shows("NO11")
def test_an_answer_of_the_customer_lands_and_the_workshop_hears_of_it(
    deliver, reply, approved, customer, employee, emitted
):
    assert deliver(RECEIVED, reply(customer, "customer", text="Yes, please.")) == "handled"
    [comment] = employee.get(f"/api/v1/projects/{approved['id']}/comments/").json()["results"]
    assert (comment["author_id"], comment["content"]) == (str(customer.account_id), "Yes, please.")
    assert comment["visibility"] == "customer"
    [event] = emitted(MESSAGE)
    assert (event.data["comment_id"], event.data["written_by"]) == (comment["id"], "customer")
    assert (event.data["excerpt"], event.data["employee_ids"]) == ("Yes, please.", [str(employee.account_id)])


@pytest.mark.shows("NO11")
@pytest.mark.parametrize("role", ["employee", "admin"])
def test_an_answer_of_the_workshop_lands_for_its_customer(deliver, reply, customer, employee, emitted, role):
    deliver(RECEIVED, reply(employee, role))
    comment = Comment.objects.get()
    assert (comment.author_id, comment.visibility) == (employee.account_id, "customer")
    [event] = emitted(MESSAGE)
    assert (event.data["written_by"], event.data["customer_id"]) == ("workshop", str(customer.account_id))


@pytest.mark.shows("NO11")
def test_who_does_not_see_the_project_any_more_writes_nothing(
    deliver, reply, customer, stranger, employee, emitted, logged
):
    Assignee.objects.update_or_create(pk=employee.account_id, defaults={"is_active": False})
    for dropped in (
        reply(stranger, "customer"),
        reply(customer, "customer", project_id=str(new_id())),
        reply(employee, "employee"),
    ):
        assert deliver(RECEIVED, dropped) == "handled"
    assert (Comment.objects.count(), emitted(MESSAGE)) == (0, [])
    reasons = [line["reason"] for line in logged if line["event"] == "reply dropped"]
    assert reasons == ["not_theirs"] * 3


def test_an_answer_that_is_delivered_twice_lands_once(deliver, reply, customer, emitted):
    same = new_id()
    for _ in range(2):
        deliver(RECEIVED, reply(customer, "customer"), id=same)
    assert Comment.objects.count() == len(emitted(MESSAGE)) == 1
