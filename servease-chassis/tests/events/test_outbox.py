"""Rule: no event without its change, no change without its event."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from chassis import logs
from chassis.events import emit
from chassis.testing.events import emitted

pytestmark = pytest.mark.django_db


def test_an_event_is_refused_outside_a_transaction():
    with pytest.raises(TransactionManagementError, match=r"bell\.rung\.v1"):
        emit("bell.rung.v1", subject=1, data={})
    assert emitted() == []


@pytest.mark.django_db(transaction=True)
def test_an_event_is_refused_where_not_even_a_test_opened_a_transaction():
    with pytest.raises(TransactionManagementError):
        emit("bell.rung.v1", subject=1, data={})


def test_what_is_rolled_back_was_never_emitted():
    with transaction.atomic():
        emit("bell.rung.v1", subject=1, data={})
        transaction.set_rollback(True)
    assert emitted() == []


def test_an_event_says_what_happened_to_what():
    with transaction.atomic():
        emit("bell.rung.v1", subject=7, data={"loud": True})
    [event] = emitted("bell.rung.v1")
    assert (event.subject, event.data, event.id.version) == ("7", {"loud": True}, 7)


def test_an_event_carries_the_request_and_the_actor_it_came_from():
    request, actor = logs.request_id.set("request-1"), logs.actor_id.set("actor-1")
    try:
        with transaction.atomic():
            emit("bell.rung.v1", subject=1, data={})
    finally:
        logs.request_id.reset(request)
        logs.actor_id.reset(actor)
    [event] = emitted()
    assert (event.request_id, event.actor_id) == ("request-1", "actor-1")


@pytest.mark.parametrize("name", ["bell", "bell.rung", "Bell.rung.v1", "bell.rung.v1\n"])
def test_a_name_without_thing_happening_and_version_is_refused(name):
    with pytest.raises(ValueError, match="is not a name"), transaction.atomic():
        emit(name, subject=1, data={})
