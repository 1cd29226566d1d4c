"""`manage.py news`: what an operator sees of the news, and can do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from chassis.events import handles, inbox
from chassis.events.models import DeadEvent, OutgoingEvent, ReaderGroup
from chassis.events.relay import publish_batch
from chassis.testing.events import emitted

pytestmark = pytest.mark.django_db(transaction=True)


def news(*words):
    out = StringIO()
    call_command("news", *words, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def absent(redis, ring):
    """A reader of bells that last asked three days ago and has two events before it."""
    ring(1, 2)
    publish_batch(redis)
    redis.xgroup_create("events:bell", "tower-service", id="0")
    seen_at = timezone.now() - timedelta(days=3)
    return ReaderGroup.objects.create(stream="events:bell", name="tower-service", read=0, seen_at=seen_at)


def test_readers_are_listed_with_how_far_they_are(absent):
    said = news("groups")
    assert "events:bell (2 entries)  tower-service  2 behind" in said
    assert "absent for 3 days" in said


def test_a_reader_is_dropped(absent, redis):
    assert "reads events:bell no more" in news("drop", "events:bell", "tower-service")
    assert redis.xinfo_groups("events:bell") == []
    assert not ReaderGroup.objects.exists()
    with pytest.raises(CommandError, match="does not read"):
        news("drop", "events:bell", "tower-service")


def test_what_was_published_is_published_again(ring, redis):
    ring(1, 2)
    ring(3, name="horn.blown.v1")
    publish_batch(redis)
    OutgoingEvent.objects.filter(subject="1").update(occurred_at=timezone.now() - timedelta(hours=5))
    assert news("republish", "--name", "bell.rung.v1", "--hours", "2").startswith("1 events")
    publish_batch(redis)
    assert [entry["subject"] for _, entry in redis.xrange("events:bell")] == ["1", "2", "2"]
    assert news("republish").startswith("3 events")


def test_the_dead_are_listed_and_replayed(ring, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSES_BEFORE_ATTEMPTS", (0,))
    broken = [True]

    @handles("bell.rung.v1")
    def fail_while_broken(event):
        if broken:
            raise ValueError("too loud")

    ring(1)
    inbox.receive(emitted()[0].as_entry())
    assert "ValueError: too loud" in news("dead")
    broken.clear()
    news("replay", "--name", "bell.rung.v1")
    assert not DeadEvent.objects.exists()
