"""GET|POST /api/v1/projects/{id}/comments/."""

import pytest

from projects.models import Comment

pytestmark = pytest.mark.django_db


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


def test_a_repeated_key_writes_once(approved, customer):
    for _ in range(2):
        customer.post(at(approved), {"content": "Thanks."}, headers={"Idempotency-Key": "k"})
    assert Comment.objects.count() == 1


def at(project):
    return f"/api/v1/projects/{project['id']}/comments/"
