"""The drill: 500 events while a consumer is stopped, its stream trimmed, Redis emptied: each handled once."""

import pytest
from servers import eventually

from chassis.events.models import DeadEvent, HandledEvent, OutgoingEvent

pytestmark = pytest.mark.django_db(transaction=True)

TALLY = "events:tally"


def unpublished():
    return OutgoingEvent.objects.filter(published_at=None).count()


def test_five_hundred_events_through_a_stop_a_trim_and_an_empty_redis(redis, ring, tally, start):
    def ring_tally(*numbers):
        ring(*numbers, name="tally.rung.v1")

    consumer, relay = start("consumer"), start("relay", subscribes=False)
    ring_tally(*range(100))
    eventually(lambda: len(tally()) == 100)

    consumer.terminate()
    ring_tally(*range(100, 300))
    eventually(lambda: unpublished() == 0)
    redis.xtrim(TALLY, maxlen=10, approximate=False)
    ring_tally(*range(300, 400))
    eventually(lambda: redis.xlen(TALLY) >= 300)  # told again, and the new ones

    redis.flushall()
    ring_tally(*range(400, 450))
    eventually(lambda: unpublished() == 0 and redis.xlen(TALLY) >= 450)
    redis.xtrim(TALLY, maxlen=0, approximate=False)
    relay.kill()
    ring_tally(*range(450, 500))
    relay.start()

    consumer.start()
    eventually(lambda: len(set(tally())) == 500)
    assert sorted(tally()) == list(range(500))
    assert HandledEvent.objects.count() == 500
    assert not DeadEvent.objects.exists()
    # What was in order in the outbox and told once stayed in order.
    assert tally()[:100] == list(range(100))
