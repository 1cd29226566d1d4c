from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction
from redis import Redis
from servers import EventsProcess, RedisServer

from chassis.events import Event, emit, handles, registry
from chassis.events.relay import publish_batch
from chassis.events.supervision import keep_running


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def redis(redis_server: RedisServer, settings) -> Redis:
    """An empty Redis, which this service's settings name."""
    redis_server.client.flushdb()
    settings.REDIS_URL = redis_server.url
    settings.SERVICE_NAME = "workshop-service"
    settings.INSTANCE = "first"
    return redis_server.client


@pytest.fixture
def received() -> list[Event]:
    """What the handler of `bell.rung.v1` was given."""
    return []


@pytest.fixture(autouse=True)
def registered(received: list[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_subscriptions", registry._subscriptions.copy())
    handles("bell.rung.v1")(received.append)


@pytest.fixture
def ring() -> Callable[..., None]:
    """Emit `bell.rung.v1` in a transaction of its own, once for each number."""

    def ring(*numbers: int, name: str = "bell.rung.v1") -> None:
        for number in numbers:
            with transaction.atomic():
                emit(name, subject=number, data={"number": number})

    return ring


@pytest.fixture
def toll(ring, redis):
    """Ring and publish at once."""

    def toll(*numbers, name="bell.rung.v1"):
        ring(*numbers, name=name)
        publish_batch(redis)

    return toll


@pytest.fixture
def running() -> Callable[..., AbstractContextManager[Thread]]:
    """Run a relay or a consumer in a thread for as long as the block lasts."""

    @contextmanager
    def running(work: Callable[[Signal], None]) -> Iterator[Thread]:
        stop = Signal()
        thread = Thread(target=keep_running, args=("test", work, stop))
        thread.start()
        try:
            yield thread
        finally:
            stop.set()
            thread.join(60)
        assert not thread.is_alive()

    return running


@pytest.fixture
def tally():
    """The numbers that the process's handler wrote down, in the order it did."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tally (id bigserial PRIMARY KEY, number integer)")

    def numbers():
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM tally ORDER BY id")
            return [number for [number] in cursor.fetchall()]

    yield numbers
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tally")


@pytest.fixture
def start(redis_server, tmp_path):
    """Start an events process; one that does not hear is a service that only tells."""
    processes = []

    def start(instance, **terms):
        process = EventsProcess(redis_server, tmp_path / f"{instance}.log", instance, **terms)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
