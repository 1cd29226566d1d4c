"""Rule: what is committed is published in order, at least once, whoever comes and goes."""

import pytest
from servers import eventually

from chassis.events import relay as relay_module
from chassis.events.models import OutgoingEvent
from chassis.events.relay import publish_batch, relay

pytestmark = pytest.mark.django_db(transaction=True)


def numbers_on(redis, stream="events:bell"):
    return [int(entry["subject"]) for _, entry in redis.xrange(stream)]


def unpublished():
    return OutgoingEvent.objects.filter(published_at=None).count()


def test_events_reach_the_stream_of_their_thing_in_the_order_of_emission(redis, ring, running):
    ring(*range(1200))
    ring(1, name="horn.blown.v1")
    with running(relay):
        eventually(lambda: unpublished() == 0)
    assert numbers_on(redis) == list(range(1200))
    assert numbers_on(redis, "events:horn") == [1]


def test_the_relay_is_called_and_need_not_look_at_the_clock(redis, ring, running, monkeypatch):
    monkeypatch.setattr(relay_module, "POLL_SECONDS", 300)
    with running(relay):
        for number in range(20):
            ring(number)
            eventually(lambda number=number: number in numbers_on(redis))
        monkeypatch.undo()
        ring(20)  # calls it once more, to end


def looks(redis):
    """How often Redis was asked what it has."""
    return redis.info("commandstats").get("cmdstat_xinfo|stream", {"calls": 0})["calls"]


def test_what_redis_has_is_asked_after_a_connection_and_not_before_each_batch(
    redis, ring, running, monkeypatch
):
    monkeypatch.setattr(relay_module, "SECONDS_BETWEEN_LOOKS", 1000)
    ring(0)
    publish_batch(redis)
    before = looks(redis)
    with running(relay):
        for number in range(1, 6):
            ring(number)
            eventually(lambda wanted=number: wanted in numbers_on(redis))
    assert looks(redis) == before + 2  # the second before it notes who reads


def test_a_redis_that_came_back_shorter_is_seen_before_anything_is_added(redis, ring, running, monkeypatch):
    monkeypatch.setattr(relay_module, "SECONDS_BETWEEN_LOOKS", 1000)
    with running(relay):
        ring(1, 2, 3)
        eventually(lambda: numbers_on(redis) == [1, 2, 3])
        *kept, _ = redis.xrange("events:bell")
        redis.delete("events:bell")
        for entry_id, entry in kept:
            redis.xadd("events:bell", entry, id=entry_id)
        redis.client_kill_filter(_type="normal", skipme=True)
        ring(4)
        eventually(lambda: unpublished() == 0 and len(numbers_on(redis)) >= 4)
    assert numbers_on(redis) == [1, 2, 3, 4]


def test_news_that_follows_other_news_is_told_with_what_follows_it(redis, ring, running, monkeypatch):
    """A transaction each for what came together costs its readers most of what they do."""
    monkeypatch.setattr(relay_module, "GATHERING_SECONDS", 2)
    with running(relay):
        ring(1)
        eventually(lambda: numbers_on(redis) == [1])
        for number in (2, 3, 4):
            ring(number)
        eventually(lambda: numbers_on(redis) == [1, 2, 3, 4])
    [_, *together] = [row.published_at for row in OutgoingEvent.objects.order_by("id")]
    assert len(set(together)) == 1


def test_of_two_relays_one_works_and_the_other_takes_over(redis, ring, running):
    with running(relay):
        ring(0)
        eventually(lambda: numbers_on(redis) == [0])
        with running(relay):
            ring(*range(1, 300))
            eventually(lambda: unpublished() == 0)
            assert numbers_on(redis) == list(range(300))
    with running(relay):
        ring(300)
        eventually(lambda: numbers_on(redis)[-1] == 300)


def test_events_wait_while_redis_is_away(redis, redis_server, ring, running):
    with running(relay):
        ring(1)
        eventually(lambda: numbers_on(redis) == [1])
        redis_server.stop()
        try:
            ring(2, 3)
            assert unpublished() == 2
        finally:
            redis_server.start()
        eventually(lambda: unpublished() == 0)
    assert numbers_on(redis)[-2:] == [2, 3]


def test_what_a_restarted_redis_forgot_is_told_again(redis, redis_server, ring, running):
    with running(relay):
        ring(1, 2, 3)
        eventually(lambda: numbers_on(redis) == [1, 2, 3])
        redis.delete("events:bell")
        redis_server.stop()
        redis_server.start()
        eventually(lambda: numbers_on(redis) == [1, 2, 3])
