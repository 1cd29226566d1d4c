"""Rule: each process is told of revocations in milliseconds, and asks Redis while it may not have been."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis_in_between import RedisInBetween

from chassis.auth import Actor, renew_rights, revocations, revoke_session, sessions, withdraw_key
from chassis.auth.revocations import Revocations
from chassis.auth.sessions import verdict_on

ELSEWHERE = """
import os, sys, time, uuid
import django
django.setup()
from chassis.auth import Actor
from chassis.auth.sessions import verdict_on, _denylist
from django.conf import settings

actor = Actor(uuid.uuid4(), "customer", uuid.UUID(sys.argv[1]))

def is_told():
    return _denylist(settings.REDIS_URL)._revocations.none_of(["nobody"])

def listen():
    while not is_told():
        time.sleep(0.005)

listen()
if sys.argv[2] == "forked":
    if child := os.fork():
        os.waitpid(child, 0)
        sys.exit()
    assert not is_told(), "whoever was told is the parent"
    listen()
print("told", flush=True)
while verdict_on(actor, "key") == "counts":
    time.sleep(0.0005)
print(time.time(), verdict_on(actor, "key"), flush=True)
"""


@pytest.fixture
def redis(settings) -> Iterator[RedisInBetween]:
    between = RedisInBetween(settings.REDIS_URL)
    settings.REDIS_URL = between.url
    yield between
    between.close()


@pytest.fixture
def store(settings) -> Redis:
    """Redis as others write to it."""
    return Redis.from_url(settings.REDIS_URL)


@pytest.fixture
def following(redis, monkeypatch) -> Callable[[], None]:
    """Return when this process is told, so that what nobody revoked counts without a question.

    Redis may be late meanwhile: it is not away.
    """
    monkeypatch.setattr(revocations, "ANSWER_SECONDS", 20)
    monkeypatch.setattr(sessions, "TIMEOUT_SECONDS", 20)

    def asks_nothing() -> bool:
        before = redis.questions
        return verdict_on(somebody(), "key") == "counts" and redis.questions == before

    return lambda: until(asks_nothing)


@pytest.fixture
def silence_is_trusted(monkeypatch) -> None:
    """For so long that whoever is not told does not know in time."""
    monkeypatch.setattr(revocations, "TRUSTED_SECONDS", 300)


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It did not come to that."
        time.sleep(0.002)


def somebody() -> Actor:
    return Actor(uuid.uuid4(), "customer", uuid.uuid4())


def end_session(store: Redis, actor: Actor) -> None:
    """As another process does."""
    store.set(f"auth:revoked-session:{actor.session_id}", 1, ex=60)


@pytest.mark.usefixtures("silence_is_trusted")
def test_who_is_told_asks_nothing_of_tokens_that_count(redis, following):
    following()
    before = redis.questions
    assert {verdict_on(somebody(), "key") for _ in range(200)} == {"counts"}
    assert redis.questions == before


@pytest.mark.drill
@pytest.mark.parametrize("how", ["started", "forked"])
def test_another_process_refuses_a_revoked_session_within_milliseconds(settings, rounds, how):
    session_id = uuid.uuid4()
    process = subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE, str(session_id), how],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "told\n"
    revoked_at = time.time()
    revoke_session(session_id)
    at, verdict = process.stdout.readline().split()
    process.wait()
    assert verdict == "session_ended"
    assert float(at) - revoked_at < rounds(20, 0.1)


@pytest.mark.usefixtures("silence_is_trusted")
def test_all_three_kinds_are_told(redis, store, following):
    following()
    ended, changed = somebody(), somebody()
    store.set(f"auth:rights:{changed.id}", 5)
    store.set("auth:withdrawn-key:leaked", 1, ex=60)
    end_session(store, ended)
    until(lambda: verdict_on(ended, "key") == "session_ended")
    until(lambda: verdict_on(changed, "key") == "rights_changed")
    until(lambda: verdict_on(somebody(), "leaked") == "key_withdrawn")


def test_what_this_process_revokes_counts_nowhere_here_from_then_on(redis, following):
    following()
    for _ in range(50):
        ended, changed, key = somebody(), somebody(), f"key-{uuid.uuid4()}"
        revoke_session(ended.session_id)
        assert verdict_on(ended, "key") == "session_ended"
        renew_rights(changed.id, 3)
        assert verdict_on(changed, "key") == "rights_changed"
        withdraw_key(key)
        assert verdict_on(somebody(), key) == "key_withdrawn"


def test_a_process_that_asks_nobody_remembers_nothing_of_what_it_revokes(redis):
    revocations = Revocations(redis.url)
    revocations.note("auth:revoked-session:one")
    assert revocations._known.names == set()


def test_what_was_revoked_before_a_process_started_is_known_to_it(redis, store, following):
    ended = somebody()
    end_session(store, ended)
    assert verdict_on(ended, "key") == "session_ended"
    following()
    assert verdict_on(ended, "key") == "session_ended"


@pytest.mark.drill
def test_silence_is_trusted_for_a_second_and_then_redis_is_asked(redis, store, following, rounds):
    following()
    redis.fall_silent()
    ended = somebody()
    end_session(store, ended)
    until(lambda: verdict_on(ended, "key") == "session_ended", revocations.TRUSTED_SECONDS + rounds(20, 0.5))
    before = redis.questions
    assert verdict_on(somebody(), "key") == "counts"
    assert redis.questions == before + 1


def test_what_was_revoked_while_nobody_told_is_known_afterwards(redis, store, following, monkeypatch):
    monkeypatch.setattr(revocations, "PAUSE_SECONDS", 0.05)
    following()
    redis.hang_up()
    until(lambda: redis.listeners == 0)
    ended = somebody()
    end_session(store, ended)
    until(lambda: verdict_on(ended, "key") == "session_ended")
    redis.delivers = True
    following()
    assert verdict_on(ended, "key") == "session_ended"


def test_while_redis_is_away_tokens_count_and_what_was_revoked_is_known_when_it_is_back(
    redis, store, following, settings, monkeypatch
):
    monkeypatch.setattr(sessions, "PAUSE_SECONDS", 0.0)
    ended = somebody()
    end_session(store, ended)
    following()
    address = settings.REDIS_URL
    settings.REDIS_URL = address.replace(address.rpartition(":")[2], "1/0")
    assert verdict_on(ended, "key") == "counts"
    settings.REDIS_URL = address
    assert verdict_on(ended, "key") == "session_ended"


def test_more_names_than_a_process_remembers_are_asked_for(redis, store, monkeypatch):
    monkeypatch.setattr(revocations, "MOST", 3)
    monkeypatch.setattr(revocations, "PAUSE_SECONDS", 0.01)
    ended = [somebody() for _ in range(5)]
    for one in ended:
        end_session(store, one)
    for _ in range(20):
        before = redis.questions
        assert [verdict_on(one, "key") for one in ended] == ["session_ended"] * 5
        assert redis.questions == before + 5


def test_who_is_asked_nothing_listens_no_longer_and_misses_nothing(redis, store, following, monkeypatch):
    monkeypatch.setattr(revocations, "IDLE_SECONDS", 0.6)
    following()
    until(lambda: redis.listeners == 0)
    ended = somebody()
    end_session(store, ended)
    assert verdict_on(ended, "key") == "session_ended"
    following()
    assert verdict_on(ended, "key") == "session_ended"


def test_names_that_expired_are_forgotten_when_all_is_read_anew(redis, store, following, monkeypatch):
    monkeypatch.setattr(revocations, "RENEWED_SECONDS", 0.2)
    following()
    ended = somebody()
    end_session(store, ended)
    until(lambda: verdict_on(ended, "key") == "session_ended")
    store.pexpire(f"auth:revoked-session:{ended.session_id}", 1)

    def counts_unasked() -> bool:
        before = redis.questions
        return verdict_on(ended, "key") == "counts" and redis.questions == before

    until(counts_unasked)
