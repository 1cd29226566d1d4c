"""Rule: what Redis no longer has and a reader may lack is told again; its inbox drops what it knows."""

from functools import partial
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone
from servers import eventually

from chassis.events import care as care_module
from chassis.events import consumer
from chassis.events.care import Care, drop_group, publish_again
from chassis.events.consumer import consume, join_group
from chassis.events.models import HandledEvent, OutgoingEvent, ReaderGroup
from chassis.events.relay import publish_batch, relay

pytestmark = pytest.mark.django_db(transaction=True)

BELL = "events:bell"
consume_bells = partial(consume, BELL)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(consumer, "WAIT_MILLISECONDS", 50)
    monkeypatch.setattr(care_module, "SECONDS_BETWEEN_NOTES", 0)


@pytest.fixture
def care(redis):
    return Care(redis)


@pytest.fixture
def publish(redis, care):
    """What the relay does in one round."""

    def publish():
        care.take()
        while publish_batch(redis, care):
            care.take()

    return publish


def numbers_on(redis, stream=BELL):
    return [int(entry["subject"]) for _, entry in redis.xrange(stream)]


def read(redis, count, group="other-service"):
    """Read and acknowledge so many entries, as another service."""
    [[_, entries]] = redis.xreadgroup(group, "its-replica", {BELL: ">"}, count=count)
    redis.xack(BELL, group, *[entry_id for entry_id, _ in entries])


def numbers(received):
    return [event.data["number"] for event in received]


def test_a_stream_is_trimmed_behind_its_slowest_reader(redis, ring, publish, settings):
    settings.EVENTS_STREAM_LENGTH = 100
    for group in ("quick", "slow"):
        redis.xgroup_create(BELL, group, id="0", mkstream=True)
    ring(*range(90))
    publish()
    read(redis, 90, "quick")
    read(redis, 40, "slow")
    ring(*range(90, 140))
    publish()
    publish()
    assert numbers_on(redis) == list(range(40, 140))


def test_what_is_read_and_not_yet_handled_is_not_trimmed(redis, ring, publish, settings):
    settings.EVENTS_STREAM_LENGTH = 100
    redis.xgroup_create(BELL, "busy", id="0", mkstream=True)
    ring(*range(120))
    publish()
    redis.xreadgroup("busy", "its-replica", {BELL: ">"}, count=120)
    publish()
    assert numbers_on(redis)[0] == 0


def test_a_stopped_reader_never_fills_redis(redis, ring, care, publish, settings):
    settings.EVENTS_STREAM_LENGTH = 600
    redis.xgroup_create(BELL, "stopped", id="0", mkstream=True)
    ring(*range(2000))
    ring(1, name="horn.blown.v1")
    publish()
    assert redis.xlen(BELL) == 1000  # the bound was passed within a batch
    assert care.paused == {BELL}
    assert numbers_on(redis, "events:horn") == [1]
    assert OutgoingEvent.objects.filter(published_at=None).count() == 1000
    read(redis, 1000, "stopped")
    publish()
    read(redis, 1000, "stopped")
    publish()
    assert care.paused == set()
    assert not OutgoingEvent.objects.filter(published_at=None).exists()


def test_what_all_have_read_leaves_a_stream_after_a_week(redis, ring, publish, monkeypatch):
    redis.xgroup_create(BELL, "reader", id="0", mkstream=True)
    ring(1, 2, 3)
    publish()
    monkeypatch.setattr(care_module, "KEPT_IN_STREAM", -care_module.ABSENT_AFTER)
    publish()
    assert numbers_on(redis) == [1, 2, 3]
    read(redis, 2, "reader")
    publish()
    assert numbers_on(redis) == [3]


def test_a_redis_that_comes_back_empty_is_told_again(redis, ring, received, running):
    with running(relay):
        ring(1, 2, 3)
        with running(consume_bells):
            eventually(lambda: len(received) == 3)
        ring(4)
        eventually(lambda: not OutgoingEvent.objects.filter(published_at=None).exists())
        redis.flushall()
        ring(5)
        with running(consume_bells):
            eventually(lambda: len(received) == 5)
    assert sorted(numbers(received)) == [1, 2, 3, 4, 5]


def test_a_redis_that_comes_back_shorter_is_told_again_what_it_lost(redis, ring, publish):
    ring(1, 2, 3, 4)
    publish()
    entries = redis.xrange(BELL)
    redis.delete(BELL)
    for entry_id, entry in entries[:2]:
        redis.xadd(BELL, entry, id=entry_id)
    ring(5)
    publish()
    assert numbers_on(redis) == [1, 2, 3, 4, 5]


def test_what_is_lost_while_no_reader_is_known_is_told_again(redis, ring, publish):
    """Emptied after a look and before the next news, so that the stream seems young and not short."""
    ring(1, 2, 3)
    publish()
    redis.flushall()
    ring(4)
    publish_batch(redis)
    publish()
    assert numbers_on(redis) == [4, 1, 2, 3]


def test_what_somebody_trimmed_unread_is_told_again(redis, ring, publish, received, running):
    join_group(redis, BELL)
    ring(*range(10))
    publish()
    redis.xtrim(BELL, maxlen=2, approximate=False)
    publish()
    publish()
    with running(consume_bells):
        eventually(lambda: len(received) == 10)
    assert sorted(numbers(received)) == list(range(10))
    assert len(redis.xrange(BELL)) == 10


def test_what_was_trimmed_under_a_readers_hands_is_told_again(redis, ring, publish, received, running):
    ring(1, 2, 3)
    publish()
    join_group(redis, BELL)
    redis.xreadgroup("workshop-service", "dead-replica", {BELL: ">"})
    redis.xtrim(BELL, maxlen=0, approximate=False)
    with running(consume_bells), running(relay):
        eventually(lambda: len(received) == 3)
    assert sorted(numbers(received)) == [1, 2, 3]


def test_a_known_reader_that_redis_forgot_is_remembered(redis, ring, publish):
    redis.xgroup_create(BELL, "stopped", id="0", mkstream=True)
    ring(1)
    publish()
    publish()
    redis.flushall()
    publish()
    publish()
    [group] = redis.xinfo_groups(BELL)
    assert group["name"] == "stopped"
    assert ReaderGroup.objects.get().read == 0


def test_a_reader_that_will_not_come_back_is_dropped_by_command(redis, ring, care, publish, settings):
    settings.EVENTS_STREAM_LENGTH = 100
    redis.xgroup_create(BELL, "gone", id="0", mkstream=True)
    ring(*range(150))
    publish()
    publish()
    assert care.paused == {BELL}
    assert drop_group(redis, BELL, "gone")
    publish()
    publish()
    assert care.paused == set()
    assert numbers_on(redis) == list(range(50, 150))
    assert not ReaderGroup.objects.filter(name="gone").exists()


def test_a_reader_that_is_dropped_during_a_look_stays_dropped(redis, ring, care, publish, monkeypatch):
    redis.xgroup_create(BELL, "gone", id="0", mkstream=True)
    ring(1)
    publish()
    droppers = []

    def drop():
        drop_group(redis, BELL, "gone")
        connection.close()

    def survey_and_drop(*arguments):
        streams = survey(*arguments)
        droppers.append(Thread(target=drop))
        droppers[-1].start()
        droppers[-1].join(0.5)  # until it is done, or waits for the look to be over
        return streams

    survey = care_module.survey
    monkeypatch.setattr(care_module, "survey", survey_and_drop)
    care.take()
    monkeypatch.setattr(care_module, "survey", survey)
    for dropper in droppers:
        dropper.join(60)
    care.take()
    care.take()
    assert redis.xinfo_groups(BELL) == []
    assert not ReaderGroup.objects.exists()


def test_a_reader_that_is_absent_for_long_is_named_on_each_of_its_streams(
    redis, ring, care, publish, monkeypatch
):
    for stream in (BELL, "events:horn"):
        redis.xgroup_create(stream, "absent", id="0", mkstream=True)
    ring(1)
    ring(1, name="horn.blown.v1")
    publish()
    publish()
    ReaderGroup.objects.update(seen_at=timezone.now() - 3 * care_module.ABSENT_AFTER)
    care._warn_at = 0
    written = []
    monkeypatch.setattr(
        care_module, "log", type("Log", (), {"error": staticmethod(lambda *a, **k: written.append(k))})
    )
    care.take()
    care.take()
    assert sorted(written, key=lambda line: line["stream"]) == [
        {"stream": stream, "group": "absent", "days": 3} for stream in (BELL, "events:horn")
    ]


def test_told_again_by_command_each_event_has_its_effect_once(redis, ring, publish, received, running):
    with running(consume_bells):
        ring(1, 2, 3)
        publish()
        eventually(lambda: len(received) == 3)
        assert publish_again(OutgoingEvent.objects.all()) == 3
        ring(4)
        publish()
        eventually(lambda: len(received) == 4)
    assert redis.xlen(BELL) == 7
    assert HandledEvent.objects.count() == 4


def test_what_is_too_old_for_the_inboxes_is_not_told_again(ring, publish):
    ring(1)
    publish()
    OutgoingEvent.objects.update(occurred_at=timezone.now() - care_module.REPUBLISHED_FOR)
    assert publish_again(OutgoingEvent.objects.all()) == 0
