"""Whoever comes back gets exactly what they missed, or is told that nobody knows."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from chassis.events.streams import as_entry_id
from live.history import numbered
from tests.live.servers import eventually

BOARD = {"topics": "board", "role": "employee"}


@pytest.fixture
def publish(redis_server):
    """So many events in two streams: publish(1, 4) names them 1, 2, 3."""

    def write(first, end):
        for number in range(first, end):
            name = "project.progressed.v1" if number % 2 else "task.assigned.v1"
            redis_server.publish(name, title=str(number))

    return write


def numbers(reading, count):
    """What so many events are called; each stream has an order, and two of them have none between them."""
    found = []
    for _ in range(count):
        received = reading.next()
        assert received.event != "reset", found
        found.append(int(received.data["title"]))
    return sorted(found)


def test_whoever_comes_back_gets_each_event_that_they_missed_once(listen, publish):
    reading = listen(**BOARD)
    publish(0, 10)
    assert numbers(reading, 10) == list(range(10))
    reading.close()
    publish(10, 60)

    again = listen(**BOARD, last=reading.last)
    publish(60, 70)

    assert numbers(again, 60) == list(range(10, 70))


def test_whoever_comes_back_to_another_replica_gets_the_same(listen, publish, start_stream):
    other = start_stream()
    reading = listen(**BOARD)
    publish(0, 21)
    assert numbers(reading, 21) == list(range(21))
    publish(21, 40)

    again = listen(**BOARD, last=reading.last, process=other)
    publish(40, 51)

    assert numbers(again, 30) == list(range(21, 51))


def test_a_process_that_was_started_anew_knows_what_was_sent_before(
    own_servers, listen, publish, stream, start_stream
):
    reading = listen(**BOARD)
    publish(0, 6)
    assert numbers(reading, 6) == list(range(6))
    stream.stop()
    publish(6, 30)

    again = listen(**BOARD, last=reading.last, process=start_stream())

    publish(30, 32)
    assert numbers(again, 26) == list(range(6, 32))


def test_a_stream_that_was_quiet_for_long_is_no_gap(
    own_servers, redis_server, listen, publish, start_stream, stream
):
    old = as_entry_id(numbered(time.time() - 3600))
    redis_server.client.xadd("events:appointment", {"name": "appointment.booked.v1"}, id=old)
    reading = listen(**BOARD, process=start_stream())
    redis_server.publish("appointment.started.v1")
    publish(0, 2)

    again = listen(**BOARD, last=reading.last, process=start_stream())

    assert {again.next().event for _ in range(3)} == {
        "appointment.started",
        "project.progressed",
        "task.assigned",
    }


def test_what_was_caught_up_with_tells_where_to_go_on_also_of_streams_that_were_quiet(
    own_servers, redis_server, listen, publish, start_stream
):
    old = as_entry_id(numbered(time.time() - 3600))
    redis_server.client.xadd("events:appointment", {"name": "appointment.booked.v1"}, id=old)
    reading = listen(**BOARD, process=start_stream())
    publish(0, 2)

    another = start_stream()
    once = listen(**BOARD, last=reading.last, process=another)
    assert numbers(once, 2) == [0, 1]
    publish(2, 4)
    again = listen(**BOARD, last=once.last, process=another)

    assert numbers(again, 2) == [2, 3]


@pytest.mark.parametrize(
    "last",
    ["7", "weather:1-0", "appointment:1-0", "x" * 3000],
    ids=["a number", "another stream", "some of the streams", "too long"],
)
def test_what_no_stream_of_ours_has_sent_begins_anew(listen, last):
    received = listen(last=last).next()
    assert (received.event, received.data) == ("reset", {})


@pytest.mark.shows("NO09")
def test_what_is_older_than_the_history_begins_anew_and_goes_on_from_there(
    own_servers, listen, publish, redis_server, start_stream
):
    publish(0, 10)
    first = listen(**BOARD, process=start_stream())
    publish(10, 20)
    for name in ("project", "task"):
        redis_server.client.xtrim(f"events:{name}", maxlen=1, approximate=False)

    again = listen(**BOARD, last=first.last, process=start_stream())
    reset = again.next()
    publish(20, 22)

    assert reset.event == "reset"
    assert numbers(again, 2) == [20, 21]
    third = listen(**BOARD, last=reset.id, process=start_stream())
    publish(22, 24)
    assert numbers(third, 4) == [20, 21, 22, 23]


def test_a_position_ahead_of_all_streams_begins_anew(listen):
    reading = listen(**BOARD)
    ahead = re.sub(r"task:\d+", f"task:{int(time.time() * 1000) + 60_000}", reading.last)
    assert listen(**BOARD, last=ahead).next().event == "reset"


@pytest.mark.shows("NO09")
def test_two_hundred_that_come_back_at_once_lose_nothing(listen, publish):
    reading = listen(**BOARD)
    publish(0, 2)
    assert numbers(reading, 2) == [0, 1]

    with ThreadPoolExecutor(50) as threads:
        comers = [threads.submit(listen, **BOARD, last=reading.last) for _ in range(200)]
        publish(2, 42)
        received = list(threads.map(lambda comer: numbers(comer.result(), 40), comers))

    assert received == [list(range(2, 42))] * 200


@pytest.mark.shows("NO09")
def test_while_redis_is_away_connections_stay_and_catch_up_afterwards(
    own_servers, listen, publish, redis_server, stream
):
    reading = listen(**BOARD)
    publish(0, 2)
    assert numbers(reading, 2) == [0, 1]
    redis_server.stop()
    eventually(lambda: stream.says("streams cannot be read"))
    assert stream.get("/health/ready/").status == 200
    comer = listen(**BOARD, last=reading.last)

    redis_server.start()
    publish(2, 12)

    assert numbers(reading, 10) == list(range(2, 12))
    assert numbers(comer, 10) == list(range(2, 12))


def test_a_redis_that_has_lost_what_was_read_begins_anew(own_servers, listen, publish, redis_server, stream):
    reading = listen(**BOARD)
    publish(0, 2)
    assert numbers(reading, 2) == [0, 1]
    redis_server.lose_everything()
    redis_server.stop()
    eventually(lambda: stream.says("streams cannot be read"))
    redis_server.start()

    assert reading.next().event == "reset"
    publish(2, 4)
    assert numbers(reading, 2) == [2, 3]


def test_an_entry_that_is_no_event_stops_nobody(own_servers, listen, publish, redis_server, stream):
    reading = listen(**BOARD)
    client = Redis.from_url(redis_server.url)
    client.xadd("events:task", {"name": "task.assigned.v1", "data": "{"})
    client.xadd("events:task", {"colour": "blue"})
    publish(0, 2)
    assert numbers(reading, 2) == [0, 1]
    assert stream.says("entry is no event")
