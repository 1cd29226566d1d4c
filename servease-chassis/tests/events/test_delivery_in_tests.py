"""A service's own tests hand events to it with `deliver`, as its stream would."""

from uuid import uuid4

import pytest

from chassis.events import handles
from chassis.events.models import HandledEvent
from chassis.testing.events import deliver

pytestmark = pytest.mark.django_db


def test_a_delivered_event_reaches_the_handler_in_the_form_of_the_stream(received):
    bell = uuid4()
    assert deliver("bell.rung.v1", {"bell": bell}, subject=bell, request_id="request-1") == "handled"
    [event] = received
    assert (event.data, event.subject, event.request_id) == ({"bell": str(bell)}, str(bell), "request-1")


def test_a_second_delivery_is_a_duplicate(received):
    id = uuid4()
    assert [deliver("bell.rung.v1", {}, id=id) for _ in range(2)] == ["handled", "duplicate"]
    assert len(received) == 1


def test_what_nobody_handles_is_ignored():
    assert deliver("bell.cracked.v1", {}) == "ignored"
    assert not HandledEvent.objects.exists()


def test_what_a_handler_raises_is_seen_by_the_test():
    @handles("bell.rung.v1")
    def fail(event):
        raise ValueError("too loud")

    with pytest.raises(ValueError, match="too loud"):
        deliver("bell.rung.v1", {})
    assert not HandledEvent.objects.exists()
