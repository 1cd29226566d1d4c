"""Rule: a dead event is revived by `manage.py replay_dead_events`, once its handler is mended."""

import pytest
from django.core.management import CommandError, call_command

from chassis.events import handles, inbox, since
from chassis.events.models import DeadEvent, HandledEvent
from chassis.events.since import note_beginnings
from chassis.testing.events import emitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broken(monkeypatch):
    """A handler of bells and horns that fails for as long as this set is not empty."""
    monkeypatch.setattr(inbox, "PAUSES_BEFORE_ATTEMPTS", (0, 0))
    broken = {"broken"}

    @handles("bell.rung.v1", "horn.blown.v1")
    def fail_while_broken(event):
        if broken:
            raise ValueError("broken")

    return broken


@pytest.fixture(autouse=True)
def two_dead(broken, ring):
    ring(1)
    ring(2, name="horn.blown.v1")
    for event in emitted():
        inbox.receive(event.as_entry())
    assert DeadEvent.objects.count() == 2


def test_a_mended_handler_gets_the_dead_event(broken, received):
    received.clear()
    broken.clear()
    call_command("replay_dead_events")
    assert not DeadEvent.objects.exists()
    assert HandledEvent.objects.count() == 2
    assert [event.data for event in received] == [{"number": 1}]


def test_only_the_named_events_are_replayed(broken):
    broken.clear()
    call_command("replay_dead_events", name="horn.blown.v1")
    assert [dead.name for dead in DeadEvent.objects.all()] == ["bell.rung.v1"]


def test_what_fails_again_stays_dead_and_the_command_says_so():
    with pytest.raises(CommandError, match="2 still dead"):
        call_command("replay_dead_events")
    assert DeadEvent.objects.count() == 2
    assert not HandledEvent.objects.exists()


def test_an_event_that_nobody_handles_any_more_stays_dead(broken):
    broken.clear()
    DeadEvent.objects.filter(name="horn.blown.v1").update(
        entry=emitted()[0].as_entry() | {"name": "horn.lost.v1"}
    )
    with pytest.raises(CommandError, match="1 still dead"):
        call_command("replay_dead_events")


def test_an_event_buried_twice_is_dead_once():
    inbox.receive(emitted()[0].as_entry())
    assert DeadEvent.objects.count() == 2


def test_a_dead_event_does_not_overwrite_what_was_heard_since(broken, ring):
    state = {}

    @handles("bell.rung.v1", newest_only=True)
    def copy(event):
        state[event.subject] = event.version

    DeadEvent.objects.filter(name="horn.blown.v1").delete()
    broken.clear()
    ring(1)  # news of the bell whose first is dead
    inbox.receive(emitted()[-1].as_entry())
    assert state == {"1": 2}
    call_command("replay_dead_events")
    assert state == {"1": 2}
    assert not DeadEvent.objects.exists()


def test_a_handler_since_now_does_not_hear_of_the_dead_from_before_it(broken, monkeypatch):
    monkeypatch.setattr(since, "_began", {})
    effects = []

    @handles("bell.rung.v1", since="now")
    def effect(event):
        effects.append(event.data["number"])

    note_beginnings("events:bell", None)  # as the events process does, which is another than the command's
    since._began.clear()
    broken.clear()
    call_command("replay_dead_events")
    assert effects == []
    assert not DeadEvent.objects.exists()
