"""GET|POST /api/v1/projects/{id}/comments/."""

import pytest

from projects.actions.comments import excerpt_of
from projects.models import Assignee, Comment

pytestmark = pytest.mark.django_db
MESSAGE = "project.message_written.v1"


@pytest.mark.shows("PR19")
def test_a_customer_never_sees_internal_comments(approved, customer, employee):
    written = [
        employee.post(at(approved), {"content": "Quite rusty.", "visibility": "internal"}).json(),
        employee.post(at(approved), {"content": "The parts are here.", "visibility": "customer"}).json(),
        customer.post(at(approved), {"content": "Thank you."}).json(),
    ]
    assert customer.get(at(approved)).json()["results"] == [written[2], written[1]]
    assert employee.get(at(approved)).json()["results"] == written[::-1]


@pytest.mark.shows("PR19")
def test_what_staff_write_is_internal_unless_they_say_otherwise(approved, employee):
    reply = employee.post(at(approved), {"content": "Quite rusty."})
    assert (reply.status_code, reply.json()["visibility"]) == (201, "internal")
    assert reply.json()["author_id"] == str(employee.account_id)


@pytest.mark.shows("PR19")
def test_a_customer_cannot_write_internal_comments(approved, customer):
    reply = customer.post(at(approved), {"content": "Psst.", "visibility": "internal"})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "visibility"
    assert not Comment.objects.exists()


def test_a_stranger_finds_nothing_to_comment_on(approved, stranger):
    assert stranger.post(at(approved), {"content": "Hello?"}).status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": "x" * 5001}, {"content": "a\x00"}])
def test_what_is_not_well_formed_is_refused(approved, customer, body):
    assert customer.post(at(approved), body).status_code == 400
    assert not Comment.objects.exists()


def test_a_repeated_key_writes_and_publishes_once(approved, customer, emitted):
    for _ in range(2):
        customer.post(at(approved), {"content": "Thanks."}, headers={"Idempotency-Key": "k"})
    assert Comment.objects.count() == len(emitted(MESSAGE)) == 1


@pytest.mark.parametrize("visibility", ["internal", "customer"])
def test_of_what_staff_write_only_messages_to_the_customer_are_published(
    approved, customer, employee, emitted, visibility
):
    written = employee.post(
        at(approved), {"content": "The parts\nare here.", "visibility": visibility}
    ).json()
    if visibility == "internal":
        assert emitted(MESSAGE) == []
        return
    (event,) = emitted(MESSAGE)
    assert event.data == {
        "project_id": approved["id"],
        "customer_id": str(customer.account_id),
        "vehicle_id": approved["vehicle_id"],
        "location_id": approved["location_id"],
        "title": approved["title"],
        "comment_id": written["id"],
        "author_id": str(employee.account_id),
        "written_by": "workshop",
        "excerpt": "The parts are here.",
        "employee_ids": [],
    }


def readers_of(customer, project, emitted):
    customer.post(at(project), {"content": "When is it ready?"})
    event = emitted(MESSAGE)[-1]
    assert event.data["written_by"] == "customer"
    return event.data["employee_ids"]


def test_a_customers_message_is_for_who_works_on_it_and_who_wrote_to_them(
    approved, add_task, customer, employee, foreman, colleague, emitted
):
    assert readers_of(customer, approved, emitted) == [str(employee.account_id)], "who approved it"
    add_task(approved, assignee_id=str(colleague.account_id))
    cancelled = add_task(approved, assignee_id=str(employee.account_id))
    foreman.patch(f"/api/v1/projects/{approved['id']}/tasks/{cancelled['id']}/", {"status": "cancelled"})
    assert readers_of(customer, approved, emitted) == [str(colleague.account_id)]
    foreman.post(at(approved), {"content": "Among us."})
    assert readers_of(customer, approved, emitted) == [str(colleague.account_id)]
    foreman.post(at(approved), {"content": "On Friday.", "visibility": "customer"})
    both = sorted([str(colleague.account_id), str(foreman.account_id)])
    assert readers_of(customer, approved, emitted) == both
    Assignee.objects.create(pk=foreman.account_id, is_active=False)
    assert readers_of(customer, approved, emitted) == [str(colleague.account_id)]


def test_what_nobody_has_looked_at_yet_is_for_nobody_in_particular(create, customer, emitted):
    assert readers_of(customer, create(customer), emitted) == []


@pytest.mark.parametrize(
    ("content", "excerpt"),
    [
        ("a" * 160, "a" * 160),
        ("a" * 161, "a" * 159 + "…"),
        ("word " * 100, "word " * 31 + "…"),
        ("  two\r\n\tlines ", "two lines"),
    ],
)
def test_an_excerpt_is_one_line_that_ends_at_a_word(content, excerpt):
    assert excerpt_of(content) == excerpt


def at(project):
    return f"/api/v1/projects/{project['id']}/comments/"
