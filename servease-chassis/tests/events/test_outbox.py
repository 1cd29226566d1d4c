"""Rule: no event without its change, no change without its event."""

from datetime import timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from chassis.context import Acting, acting_as, request_id
from chassis.events import emit, emit_together
from chassis.events.models import SubjectVersion
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


@pytest.mark.shows("NO05")
def test_what_is_rolled_back_was_never_emitted():
    with transaction.atomic():
        emit("bell.rung.v1", subject=1, data={"number": 1})
        transaction.set_rollback(True)
    assert emitted() == []


def test_an_event_says_what_happened_to_what():
    with transaction.atomic():
        emit("bell.rung.v1", subject=7, data={"number": 1}, changes={"mood": ["sad", "glad"]})
    [event] = emitted("bell.rung.v1")
    assert (event.subject, event.data, event.id.version) == ("7", {"number": 1}, 7)
    assert event.changes == {"mood": ["sad", "glad"]}


def test_an_event_carries_the_request_and_the_actor_it_came_from():
    request = request_id.set("request-1")
    try:
        with acting_as(Acting("actor-1", "employee")), transaction.atomic():
            emit("bell.rung.v1", subject=1, data={"number": 1})
    finally:
        request_id.reset(request)
    [event] = emitted()
    assert (event.request_id, event.actor_id, event.actor.role) == ("request-1", "actor-1", "employee")


def test_news_of_a_subject_are_counted_and_told_in_the_order_of_their_times(ring):
    for name, number in (("bell.rung.v1", 7), ("bell.cracked.v1", 7), ("bell.rung.v1", 8)):
        ring(number, name=name)
    first, second, other = emitted()
    assert (first.version, second.version, other.version) == (1, 2, 1)
    assert first.occurred_at < second.occurred_at


def test_a_subjects_times_rise_also_while_the_clock_is_set_back(ring):
    ring(7)
    ahead = timezone.now() + timedelta(hours=1)
    SubjectVersion.objects.update(occurred_at=ahead)
    ring(7, 7)
    _, second, third = emitted()
    assert ahead < second.occurred_at < third.occurred_at < ahead + timedelta(seconds=1)


def test_a_count_that_is_rolled_back_leaves_no_gap(ring):
    with transaction.atomic():
        emit("bell.rung.v1", subject=7, data={"number": 7})
        transaction.set_rollback(True)
    ring(7)
    assert [event.version for event in emitted()] == [1]


@pytest.mark.django_db(transaction=True)
def test_who_commits_later_counts_higher():
    """The second waits for the first, so that no reader takes the older state for the newer."""
    counted, second = [], Signal()

    def ring_meanwhile():
        second.set()
        with transaction.atomic():
            emit("bell.rung.v1", subject=7, data={"number": 2})
        connection.close()

    with transaction.atomic():
        emit("bell.rung.v1", subject=7, data={"number": 1})
        thread = Thread(target=ring_meanwhile)
        thread.start()
        second.wait(60)
        counted = [event.version for event in emitted()]
    thread.join(60)
    assert counted == [1]
    assert [(event.data["number"], event.version) for event in emitted()] == [(1, 1), (2, 2)]


def test_events_that_are_emitted_together_are_as_those_emitted_one_by_one(ring):
    ring(8)
    with acting_as(Acting("actor-1", "employee")), transaction.atomic():
        emit_together("bell.rung.v1", {8: {"number": 8}, 7: {"number": 7}})
    _, *together = emitted()
    found = {event.subject: (event.name, event.data["number"], event.version) for event in together}
    assert found == {"7": ("bell.rung.v1", 7, 1), "8": ("bell.rung.v1", 8, 2)}
    assert {(event.actor_id, str(event.changes)) for event in together} == {("actor-1", "{}")}


def test_of_events_that_are_emitted_together_one_that_breaks_its_contract_keeps_back_all():
    with pytest.raises(ValueError, match=r"bell\.rung\.v1 is not what"), transaction.atomic():
        emit_together("bell.rung.v1", {7: {"number": 7}, 8: {}})
    with pytest.raises(TransactionManagementError):
        emit_together("bell.rung.v1", {7: {"number": 7}})
    assert emitted() == []


@pytest.mark.parametrize(
    "data", [{}, {"number": "1"}, {"number": 1, "loud": True}, {"number": 1, "bell": "no uuid"}]
)
def test_a_payload_that_breaks_its_contract_is_not_told(data):
    with (
        pytest.raises(ValueError, match=r"bell\.rung\.v1 is not what its contract says"),
        transaction.atomic(),
    ):
        emit("bell.rung.v1", subject=1, data=data)
    assert emitted() == []


def test_an_event_without_a_contract_is_not_told():
    with pytest.raises(LookupError, match=r"contracts/events/bell\.stolen\.v1\.json"), transaction.atomic():
        emit("bell.stolen.v1", subject=1, data={})


@pytest.mark.parametrize("name", ["bell", "bell.rung", "Bell.rung.v1", "bell.rung.v1\n"])
def test_a_name_without_thing_happening_and_version_is_refused(name):
    with pytest.raises(ValueError, match="is not a name"), transaction.atomic():
        emit(name, subject=1, data={})
