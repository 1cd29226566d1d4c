"""Rule: whatever is killed or stopped on the way, each event has its effect exactly once and in order."""

import pytest
from servers import eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.shows("NO05")
def test_kills_and_an_outage_of_redis_lose_nothing_and_repeat_nothing(redis_server, ring, tally, start):
    def ring_tally(*numbers):
        ring(*numbers, name="tally.rung.v1")

    def wait_until_handled(count):
        eventually(lambda: len(tally()) >= count)

    first, second = start("first"), start("second")
    ring_tally(*range(100))
    wait_until_handled(20)  # in the midst of the first hundred
    first.kill()
    first.start()
    ring_tally(*range(100, 200))
    wait_until_handled(120)
    second.kill()
    wait_until_handled(130)  # the other has taken over

    redis_server.stop()
    try:
        ring_tally(*range(200, 300))
        eventually(lambda: first.says("events interrupted", times=2))  # both its workers
        second.start()
        first.kill()
        ring_tally(*range(300, 400))
        eventually(lambda: second.says("events interrupted", times=2))
    finally:
        redis_server.start()

    first.start()
    wait_until_handled(320)
    second.kill()
    ring_tally(*range(400, 500))
    wait_until_handled(500)
    assert tally() == list(range(500))
    assert first.terminate() == 0
    assert tally() == list(range(500))


def test_it_starts_without_redis_and_works_when_it_comes(redis_server, ring, tally, start):
    redis_server.stop()
    try:
        process = start("early")
        eventually(lambda: process.says("events interrupted"))
        ring(1, name="tally.rung.v1")
    finally:
        redis_server.start()
    eventually(lambda: tally() == [1])


def test_asked_to_end_it_ends_at_once_and_without_complaint(start):
    process = start("brief")
    eventually(lambda: process.says("events started"))
    assert process.terminate() == 0
    assert process.says("events stopped")
    assert not process.says("Traceback")
