"""What waits for whom, without a socket."""

import asyncio
import time
import uuid

import pytest

from chassis.auth import Actor
from live.history import KEPT_SECONDS, History, numbered
from live.listeners import HEARTBEAT_SECONDS, MOST_WAITING, Listener, Listeners
from live.news import Entry
from live.subscriptions import Subscription

NOW = numbered(time.time())


def listener(*topics, role="employee"):
    actor = Actor(id=uuid.uuid4(), role=role)
    return Listener(Subscription(actor, "key", int(time.time()) + 60, frozenset(topics), ""), None)


def entry(number, topic="board", stream="task"):
    return Entry(stream, NOW + number, (topic,), {"staff": b"%d" % number})


def waits(one):
    return asyncio.run(one.wait())


def test_whoever_is_told_nothing_for_fifteen_seconds_is_sent_a_comment_and_where_they_are():
    listeners, quiet, spoken = Listeners(), listener("board"), listener("board")
    quiet.spoke_at -= HEARTBEAT_SECONDS
    for one in (quiet, spoken):
        listeners.join(one)
    listeners.look_after(time.time(), {"task": 1 << 20})
    assert waits(quiet) == b":\nid: task:1-0\n\n"
    assert spoken.is_empty


def test_before_redis_was_read_a_comment_says_only_that_somebody_is_there():
    listeners, quiet = Listeners(), listener("board")
    quiet.spoke_at -= HEARTBEAT_SECONDS
    listeners.join(quiet)
    listeners.look_after(time.time(), None)
    assert waits(quiet) == b":\n\n"


def test_what_waits_for_one_is_bounded_and_what_they_missed_is_not_counted():
    one = listener("board")
    one.begin(b"missed" for _ in range(3 * MOST_WAITING))
    for _ in range(MOST_WAITING):
        one.send(b"new")
    assert one.ended is None
    one.send(b"one too many")
    assert one.ended == "too_slow"
    assert waits(one) == b'event: end\ndata: {"reason":"too_slow"}\n\n'


def test_nothing_is_sent_after_the_end():
    one = listener("board")
    one.end("shutdown")
    one.end("token_expired")
    one.send(b"late")
    assert waits(one) == b'event: end\ndata: {"reason":"shutdown"}\n\n'


def test_an_event_of_two_topics_is_sent_once():
    listeners, one = Listeners(), listener("board", "project:7")
    listeners.join(one)
    listeners.publish(Entry("task", 1, ("project:7", "board"), {"staff": b"once"}))
    assert waits(one) == b"once"


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_each_is_sent_the_form_that_is_theirs_or_nothing(role):
    listeners, one = Listeners(), listener("project:7", role=role)
    listeners.join(one)
    listeners.publish(Entry("task", 1, ("project:7",), {"staff": b"ours"}))
    assert one.is_empty == (role == "customer")


def test_whoever_has_left_leaves_nothing():
    listeners, one = Listeners(), listener("board")
    listeners.join(one)
    listeners.leave(one)
    assert not listeners.all
    assert not listeners._of_topic


def test_the_history_is_bounded_by_a_number_and_knows_what_it_lacks():
    history = History({"task": 0}, {"task": 0}, most=10)
    for number in range(1, 21):
        history.positions["task"] = NOW + number
        history.add(entry(number))
    assert history.since({"task": NOW + 9}, ["board"]) is None
    assert [one.number - NOW for one in history.since({"task": NOW + 10}, ["board"])] == list(range(11, 21))
    assert history.since({"task": NOW + 20}, ["board"]) == []
    assert history.since({"task": NOW + 10}, ["project:7"]) == []


def test_the_history_is_bounded_by_minutes():
    history = History({"task": 0}, {"task": 0})
    old = -(KEPT_SECONDS * 1000 << 20) - 1
    history.add(entry(old))
    history.add(entry(1))
    history.positions["task"] = NOW + 1
    assert history.since({"task": 0}, ["board"]) is None
    assert [one.number - NOW for one in history.since({"task": NOW}, ["board"])] == [1]


def test_what_is_new_in_one_stream_is_found_behind_what_is_known_of_another():
    """Another process may have read them in another order."""
    history = History({"task": 0, "project": 0}, {"task": 0, "project": 0})
    for number, stream in ((1, "task"), (2, "project"), (3, "task"), (4, "project")):
        history.positions[stream] = NOW + number
        history.add(entry(number, stream=stream))
    found = history.since({"task": NOW, "project": NOW + 4}, ["board"])
    assert [one.number - NOW for one in found] == [1, 3]
