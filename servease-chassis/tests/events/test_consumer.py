"""Rule: every event has its effect once, in order, and a bad one does not hold up those behind it."""

from functools import partial

import msgspec
import psycopg2
import pytest
import structlog
from django.db import IntegrityError, connection, transaction
from servers import eventually

from chassis.auth import Actor
from chassis.context import acting, request_id
from chassis.errors import UpstreamUnavailable
from chassis.events import consumer, handles, inbox
from chassis.events.consumer import consume, join_group
from chassis.events.models import DeadEvent, HandledEvent
from chassis.http import ServiceClient
from chassis.models import new_id
from chassis.testing.events import emitted

pytestmark = pytest.mark.django_db(transaction=True)

consume_bells = partial(consume, "events:bell")
ASKER = Actor(id=new_id(), role="customer", token="a-token")


class Customer(msgspec.Struct):
    name: str


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Let a consumer that waits for news look up often, so that it ends soon after its test."""
    monkeypatch.setattr(consumer, "WAIT_MILLISECONDS", 50)


def numbers(events):
    return [event.data["number"] for event in events]


def unacknowledged(redis):
    return redis.xpending("events:bell", "workshop-service")["pending"]


def test_what_was_told_before_the_first_start_is_handled_too_and_in_order(redis, toll, received, running):
    toll(*range(250))
    with running(consume_bells):
        eventually(lambda: len(received) == 250)
        eventually(lambda: unacknowledged(redis) == 0)
    assert numbers(received) == list(range(250))


@pytest.mark.shows("NO05")
def test_an_event_that_comes_twice_is_handled_once(redis, toll, received, running):
    toll(1)
    [(_, entry)] = redis.xrange("events:bell")
    redis.xadd("events:bell", entry)
    toll(2)
    with running(consume_bells):
        eventually(lambda: len(received) == 2)
    assert numbers(received) == [1, 2]
    assert HandledEvent.objects.count() == 2


def test_unknown_names_and_fields_are_passed_over(redis, toll, received, running):
    toll(1, name="bell.cracked.v1")
    toll(2)
    [*_, (_, entry)] = redis.xrange("events:bell")
    redis.delete("events:bell")
    redis.xadd("events:bell", entry | {"mood": "solemn"})
    with running(consume_bells):
        eventually(lambda: numbers(received) == [2])
    assert not DeadEvent.objects.exists()


def test_a_replica_takes_over_what_a_dead_one_left_unacknowledged(redis, toll, received, running):
    toll(1, 2, 3)
    join_group(redis, "events:bell")
    [[_, entries]] = redis.xreadgroup("workshop-service", "dead-replica", {"events:bell": ">"})
    inbox.receive(entries[0][1])  # it died between its commit and its acknowledgement
    with running(consume_bells):
        eventually(lambda: len(received) == 3)
        eventually(lambda: unacknowledged(redis) == 0)
    assert numbers(received) == [1, 2, 3]


def test_two_replicas_keep_the_order(toll, received, running):
    with running(consume_bells), running(consume_bells):
        for first in range(0, 300, 50):
            toll(*range(first, first + 50))
        eventually(lambda: len(received) == 300)
    assert numbers(received) == list(range(300))


def test_a_failed_handler_leaves_nothing_behind_and_is_run_again(toll, running):
    attempts = []

    @handles("bell.rung.v1")
    def stumble(event):
        attempts.append(HandledEvent.objects.count())
        HandledEvent.objects.create(event_id="00000000-0000-0000-0000-000000000001")
        if len(attempts) < 3:
            raise IntegrityError("not yet")

    toll(1)
    with running(consume_bells):
        eventually(lambda: HandledEvent.objects.count() == 2)
    assert attempts == [1, 1, 1]
    assert not DeadEvent.objects.exists()


def test_a_poisonous_event_is_buried_and_the_next_is_handled(redis, toll, received, running):
    @handles("bell.rung.v1")
    def choke(event):
        if event.data["number"] == 1:
            raise ValueError("too \0 loud")

    toll(1, 2)
    with running(consume_bells):
        eventually(lambda: HandledEvent.objects.exists())
        eventually(lambda: unacknowledged(redis) == 0)
    together, alone = [1], [1] * len(inbox.PAUSES_BEFORE_ATTEMPTS)
    assert numbers(received) == together + alone + [2]
    dead = DeadEvent.objects.get()
    assert (dead.name, dead.event_id) == ("bell.rung.v1", received[0].id)
    assert "ValueError: too " in dead.error
    assert not HandledEvent.objects.filter(event_id=dead.event_id).exists()


def test_an_unreadable_entry_is_buried_as_it_came(redis, toll, received, running):
    redis.xadd("events:bell", {"id": "nonsense\0", "name": "bell.rung.v1"})
    toll(2)
    with running(consume_bells):
        eventually(lambda: numbers(received) == [2])
    assert DeadEvent.objects.get().entry == {
        "id": "nonsense\N{REPLACEMENT CHARACTER}",
        "name": "bell.rung.v1",
    }


def test_losing_the_database_is_not_held_against_the_event(toll, received, running, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSES_BEFORE_ATTEMPTS", (0,))

    def lose_the_connection(event):
        if len(received) < 3:
            terminate(connection.connection.info.backend_pid)
            connection.cursor().execute("SELECT 1")

    handles("bell.rung.v1")(lose_the_connection)
    toll(1)
    with running(consume_bells):
        eventually(lambda: HandledEvent.objects.exists())
    assert len(received) == 3 > len(inbox.PAUSES_BEFORE_ATTEMPTS)
    assert not DeadEvent.objects.exists()


def terminate(backend):
    """End a database session as a restart of PostgreSQL would."""
    parameters = connection.get_connection_params()
    session = psycopg2.connect(
        **{key: parameters[key] for key in ("dbname", "user", "password", "host", "port")}
    )
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    session.close()


def test_a_redis_that_lost_everything_is_joined_again(redis, toll, received, running):
    with running(consume_bells):
        toll(1)
        eventually(lambda: numbers(received) == [1])
        redis.flushdb()
        toll(2)
        eventually(lambda: numbers(received) == [1, 2])


def test_handlers_work_in_the_name_of_who_began(redis, toll, running):
    seen = []
    handles("bell.rung.v1")(lambda event: seen.append((request_id.get(), acting().id)))
    token = request_id.set("request-1")
    try:
        toll(1)
    finally:
        request_id.reset(token)
    with running(consume_bells):
        eventually(lambda: seen)
    assert seen == [("request-1", "")]


def test_each_handled_event_is_one_line_of_the_log(ring, received, monkeypatch):
    written = structlog.testing.LogCapture()
    monkeypatch.setattr(inbox, "log", structlog.wrap_logger(None, [written], structlog.BoundLogger))
    ring(1)
    inbox.receive(emitted()[0].as_entry())
    [line] = written.entries
    assert (line["event_name"], line["event_id"], line["outcome"]) == (
        "bell.rung.v1",
        str(received[0].id),
        "handled",
    )
    assert line["milliseconds"] >= 0


def test_a_lock_that_is_not_to_be_had_is_not_held_against_the_event(toll, received, running, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSES_IN_AN_OUTAGE", (0.01,))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tower (id integer PRIMARY KEY)")
        cursor.execute("INSERT INTO tower VALUES (1)")

    @handles("bell.rung.v1")
    def lock_the_tower(event):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20ms'")
            cursor.execute("SELECT * FROM tower FOR UPDATE")

    toll(1, 2)
    try:
        with transaction.atomic():
            connection.cursor().execute("SELECT * FROM tower FOR UPDATE")
            work = running(consume_bells)
            work.__enter__()
            eventually(lambda: len(received) > 2 * len(inbox.PAUSES_BEFORE_ATTEMPTS))
        eventually(lambda: HandledEvent.objects.count() == 2)
        work.__exit__(None, None, None)
    finally:
        connection.cursor().execute("DROP TABLE tower")
    assert numbers(received)[-2:] == [1, 2]
    assert not DeadEvent.objects.exists()


def test_a_neighbour_that_is_away_is_not_held_against_the_event(toll, received, running, monkeypatch):
    monkeypatch.setattr(inbox, "PAUSES_IN_AN_OUTAGE", (0.01,))

    @handles("bell.rung.v1")
    def ask_an_upstream(event):
        if len(received) < 3 * len(inbox.PAUSES_BEFORE_ATTEMPTS):
            raise UpstreamUnavailable("tower-service")

    toll(1)
    with running(consume_bells):
        eventually(lambda: HandledEvent.objects.exists())
    assert not DeadEvent.objects.exists()


def test_whoever_waits_for_an_outage_to_end_stops_when_told(redis, toll, received, running):
    @handles("bell.rung.v1")
    def ask_an_upstream(event):
        raise UpstreamUnavailable("tower-service")

    toll(1)
    with running(consume_bells):
        eventually(lambda: len(received) >= 2)
    assert unacknowledged(redis) == 1
    assert not DeadEvent.objects.exists()


UPSTREAM_ANSWERS = {
    "an outage": ({"title": "Away"}, 503, False),
    "a failure": ({"title": "Broken"}, 500, True),
    "a broken contract": ({"surname": "Lovelace"}, 200, True),
    "no JSON at all": ("<html>", 200, True),
}


@pytest.mark.parametrize("answers", UPSTREAM_ANSWERS)
def test_only_an_outage_of_a_neighbour_is_waited_for(toll, received, running, upstream, monkeypatch, answers):
    """What does not pass by itself counts towards the five attempts."""
    monkeypatch.setattr(inbox, "PAUSES_IN_AN_OUTAGE", (0.01,) * 5)
    body, status, is_final = UPSTREAM_ANSWERS[answers]
    customers = upstream("customer-service")
    customers.checked = False
    customers.replies("GET", "/customers/", body, status)
    asks = ServiceClient("CUSTOMER_SERVICE_URL")

    @handles("bell.rung.v1")
    def ask(event):
        if event.data["number"] == 1:
            asks.get("/customers/", ASKER, reads=Customer)

    toll(1, 2)
    with running(consume_bells):
        eventually(lambda: len(received) > len(inbox.PAUSES_BEFORE_ATTEMPTS))
        if not is_final:
            assert not DeadEvent.objects.exists()
            customers.replies("GET", "/customers/", {"name": "Ada"})
            asks.breaker.close()
        eventually(lambda: numbers(received)[-1] == 2)
        eventually(lambda: HandledEvent.objects.exists())
    assert DeadEvent.objects.count() == int(is_final)
