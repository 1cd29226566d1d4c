"""Rule: together or one by one, events have the same effect, and what goes wrong with one costs no other."""

import threading
from functools import partial

import pytest
from django.db import connection, transaction
from servers import eventually

from chassis.events import batches, consumer, handles, inbox
from chassis.events.consumer import consume, join_group
from chassis.events.models import DeadEvent, HandledEvent

pytestmark = pytest.mark.django_db(transaction=True)

consume_bells = partial(consume, "events:bell")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(consumer, "WAIT_MILLISECONDS", 50)
    monkeypatch.setattr(inbox, "PAUSES_BEFORE_ATTEMPTS", (0,) * len(inbox.PAUSES_BEFORE_ATTEMPTS))


@pytest.fixture
def work(redis, running):
    """Consume until nothing waits any more."""

    def work():
        join_group(redis, "events:bell")
        with running(consume_bells):
            eventually(lambda: redis.xinfo_groups("events:bell")[0]["lag"] == 0)
            eventually(lambda: redis.xpending("events:bell", "workshop-service")["pending"] == 0)

    return work


@pytest.fixture
def transactions():
    """In which transaction each number was handled, while it lasted to its end."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE handled (place bigserial, number integer, transaction bigint)")

    @handles("bell.rung.v1")
    def note(event):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO handled (number, transaction) VALUES (%s, txid_current())",
                [event.data["number"]],
            )

    def transactions():
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, transaction FROM handled ORDER BY place")
            return dict(cursor.fetchall())

    yield transactions
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE handled")


def test_what_waits_is_handled_in_one_transaction_and_in_order(toll, work, transactions):
    toll(*range(50))
    work()
    assert list(transactions()) == list(range(50))
    assert len(set(transactions().values())) == 1
    assert HandledEvent.objects.count() == 50


def test_a_poisonous_event_undoes_the_batch_and_then_dies_alone(toll, work, transactions):
    @handles("bell.rung.v1")
    def choke(event):
        if event.data["number"] == 2:
            raise ValueError("too loud")

    toll(*range(5))
    work()
    assert list(transactions()) == [0, 1, 3, 4]
    assert len(set(transactions().values())) == 4
    assert DeadEvent.objects.get().entry["subject"] == "2"
    assert HandledEvent.objects.count() == 4


def test_an_unreadable_entry_in_a_batch_dies_alone(redis, toll, work, transactions):
    toll(1)
    redis.xadd("events:bell", {"id": "nonsense", "name": "bell.rung.v1"})
    redis.xadd("events:bell", {"mood": "solemn"})
    toll(2)
    work()
    assert list(transactions()) == [1, 2]
    assert DeadEvent.objects.count() == 2


def test_a_batch_that_takes_long_ends_early_and_the_rest_comes_next(toll, work, transactions, monkeypatch):
    monkeypatch.setattr(batches, "LONGEST_SECONDS", 0)
    toll(*range(4))
    work()
    assert list(transactions()) == [0, 1, 2, 3]
    assert len(set(transactions().values())) == 4
    assert HandledEvent.objects.count() == 4


def test_what_comes_twice_in_a_batch_has_its_effect_once(redis, toll, work, received):
    toll(1, 2)
    for _, entry in redis.xrange("events:bell"):
        redis.xadd("events:bell", entry)
    work()
    assert [event.data["number"] for event in received] == [1, 2]


def test_a_repeatable_handler_in_a_batch_is_run_again(redis, toll, work):
    received = []
    handles("bell.rung.v1", repeatable=True)(lambda event: received.append(event.data["number"]))
    toll(1, 2)
    work()
    for _, entry in redis.xrange("events:bell"):
        redis.xadd("events:bell", entry)
    work()
    assert received == [1, 2, 1, 2]


def test_what_is_older_than_its_neighbour_in_the_batch_is_dropped(redis, toll, work):
    received = []
    handles("bell.rung.v1", newest_only=True)(lambda event: received.append(event.version))
    toll(1, 1)
    first, second = redis.xrange("events:bell")
    redis.delete("events:bell")
    for _, entry in (second, first):
        redis.xadd("events:bell", entry)
    work()
    assert received == [2]


def test_where_a_batch_and_a_request_wait_for_each_other_the_request_wins(toll, running, received):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tower (id integer PRIMARY KEY)")
        cursor.execute("INSERT INTO tower VALUES (1), (2)")
    locked = threading.Event()

    @handles("bell.rung.v1")
    def lock_a_tower(event):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM tower WHERE id = %s FOR UPDATE", [event.data["number"]])
        locked.set()

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM tower WHERE id = 2 FOR UPDATE")
            toll_elsewhere = threading.Thread(target=_toll_and_close, args=(toll, 1, 2))
            toll_elsewhere.start()
            toll_elsewhere.join()
            work = running(consume_bells)
            work.__enter__()
            assert locked.wait(60)  # the batch has the first and waits for ours
            cursor.execute("SELECT * FROM tower WHERE id = 1 FOR UPDATE")
        eventually(lambda: HandledEvent.objects.count() == 2)
        work.__exit__(None, None, None)
    finally:
        connection.cursor().execute("DROP TABLE tower")
    assert not DeadEvent.objects.exists()


def _toll_and_close(toll, *numbers):
    toll(*numbers)
    connection.close()


@pytest.mark.shows("NO05")
def test_killed_at_any_line_of_a_batch_nothing_is_lost_and_nothing_is_done_twice(redis, toll, tally, start):
    def ended_or_done(line):
        if process.says("has ended", times=line):
            return "ended"
        return len(tally()) == 3 * line and nothing_in_hand(redis) and "done"

    process = start("dies", dies=True)
    line, end = 0, "ended"
    while end == "ended":
        toll(*range(3 * line, 3 * line + 3), name="tally.rung.v1")
        line += 1
        process.begin()
        end = eventually(partial(ended_or_done, line))
    assert line > 20  # so many lines there were to die at
    assert tally() == list(range(3 * line))
    assert not DeadEvent.objects.exists()


def nothing_in_hand(redis):
    return redis.xpending("events:tally", "workshop-service")["pending"] == 0
