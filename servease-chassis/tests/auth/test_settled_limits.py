"""Rule: processes tell each other once a second how many requests of an account they have let through."""

import json
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
import redis as stores
import time_machine
from redis import Redis
from redis_in_between import RedisInBetween

from chassis import limits
from chassis.limits import Counts

# Ten seconds into a minute.
NOW = 1_790_000_050.0
MINUTE = int(NOW // 60)

IN_TWO_PROCESSES = """
import json, sys, time
import time_machine
from chassis import limits
from chassis.limits import Counts

limits.SETTLED_SECONDS, limits.ANSWER_SECONDS = 0.25, 20
url, identity, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
let_through = []
with time_machine.travel(1_790_000_050, tick=False):
    counts = Counts(url)
    print("ready", flush=True)
    sys.stdin.readline()
    while counts.take(identity, most, time.time()).left >= 0:
        let_through.append(time.clock_gettime(time.CLOCK_BOOTTIME))
        time.sleep(0.001)
print(json.dumps(let_through), flush=True)
"""

IN_A_FORK = """
import os, sys, time
import django
django.setup()
from django.conf import settings
from chassis.limits import _counts

identity = int(sys.argv[1])
before = _counts(settings.REDIS_URL)
before.take(identity, 10, 1_790_000_050.0)
before.settle(1_790_000_050.0)
if child := os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
after = _counts(settings.REDIS_URL)
assert after._process != before._process
assert after.take(identity, 10, 1_790_000_050.0).left == 9, "what the parent counted is the parent's"
after.settle(1_790_000_050.0)
assert after.take(identity, 10, 1_790_000_050.0).left == 7, "both are one after they have settled"
assert after._settles
"""


@pytest.fixture
def redis(settings):
    between = RedisInBetween(settings.REDIS_URL)
    yield between
    between.close()


@pytest.fixture
def process(settings) -> Callable[[], Counts]:
    """What another process counts with, which settles when it is told to."""

    def start(url: str = settings.REDIS_URL) -> Counts:
        counts = Counts(url)
        counts._settles = True
        return counts

    return start


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It did not come to that."
        time.sleep(0.002)


def identity() -> int:
    return uuid.uuid4().int


def take(counts: Counts, one: int, times: int, most: int = 100, now: float = NOW) -> int:
    """How many of so many requests are let through."""
    return sum(counts.take(one, most, now).left >= 0 for _ in range(times))


def test_two_processes_know_of_each_other_once_both_have_settled(process):
    one, another, who = process(), process(), identity()
    assert take(one, who, 60) == 60
    assert take(another, who, 60) == 60, "until then each knows its own"
    one.settle(NOW)
    another.settle(NOW)
    assert take(another, who, 1) == 0
    assert take(one, who, 100) == 40, "who settled first knows nothing of what was written after"


def test_what_others_counted_is_known_at_the_next_turn(process):
    one, another, who = process(), process(), identity()
    take(one, who, 30)
    one.settle(NOW)
    take(another, who, 1)
    another.settle(NOW)
    assert another.take(who, 100, NOW).left == 100 - 30 - 2


def test_what_is_written_twice_counts_once(process, settings):
    one, another, who = process(), process(), identity()
    take(one, who, 10)
    one.settle(NOW)
    one._counts[who].written = 0
    one.settle(NOW)
    take(another, who, 1)
    another.settle(NOW)
    assert another._counts[who].others == 10


def test_what_nobody_added_is_not_written_again(process, redis):
    counts, who = process(redis.url), identity()
    take(counts, who, 5)
    counts.settle(NOW)
    redis.go_away()
    counts.settle(NOW)
    take(counts, who, 1)
    with pytest.raises(stores.RedisError):
        counts.settle(NOW)


def test_a_minute_that_is_over_is_forgotten_here_and_soon_in_redis(process, settings):
    counts, who = process(), identity()
    take(counts, who, 5)
    counts.settle(NOW)
    store = Redis.from_url(settings.REDIS_URL)
    assert 60 < store.ttl(f"limits:{MINUTE}:{who:032x}") <= 120
    counts.settle(NOW + 60)
    assert counts._counts == {}


def test_a_clock_that_is_set_back_stops_nobody(process):
    counts, who = process(), identity()
    assert take(counts, who, 100, now=NOW + 3600) == 100
    assert take(counts, who, 100) == 100


def test_while_redis_is_away_each_process_counts_for_itself(process, redis):
    one, another, who = process(redis.url), process(redis.url), identity()
    redis.go_away()
    for counts in (one, another):
        assert take(counts, who, 150) == 100
        with pytest.raises(stores.RedisError):
            counts.settle(NOW)


def test_when_redis_is_back_all_is_known_that_was_counted_meanwhile(process, redis):
    one, another, who = process(redis.url), process(redis.url), identity()
    redis.go_away()
    take(one, who, 50)
    with pytest.raises(stores.RedisError):
        one.settle(NOW)
    take(one, who, 20)
    redis.come_back()
    one.settle(NOW)
    take(another, who, 1)
    another.settle(NOW)
    assert another._counts[who].others == 70


def test_a_redis_that_has_lost_everything_is_complete_at_the_next_turn(process, settings):
    one, another, who = process(), process(), identity()
    take(one, who, 50)
    one.settle(NOW)
    Redis.from_url(settings.REDIS_URL).delete(f"limits:{MINUTE}:{who:032x}")
    take(one, who, 1)
    one.settle(NOW)
    take(another, who, 1)
    another.settle(NOW)
    assert another._counts[who].others == 51


@pytest.mark.drill
@pytest.mark.shows("GW04")
def test_two_processes_let_no_more_through_than_one_turn_after_the_limit(settings, rounds):
    most = 4000
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", IN_TWO_PROCESSES, settings.REDIS_URL, str(who), str(most)],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in [identity()] * 2
    ]
    for one in processes:
        assert one.stdout.readline() == "ready\n"
    for one in processes:
        one.stdin.write("go\n")
        one.stdin.flush()
    let_through = [json.loads(one.communicate()[0]) for one in processes]
    everything = sorted(at for one in let_through for at in one)
    reached_at = everything[most - 1]
    assert all(len(one) < most for one in let_through), "neither was stopped by its own count"
    assert everything[-1] - reached_at < rounds(20, 0.5)


def test_many_threads_let_exactly_so_many_through(process):
    counts, who = process(), identity()
    let_through: list[int] = []
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [
            threading.Thread(target=lambda: let_through.append(take(counts, who, 500, most=1000)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert sum(let_through) == 1000


def settling() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "limits"]


def test_a_process_settles_from_its_first_request_on_and_stops_when_nobody_asks(settings, monkeypatch):
    monkeypatch.setattr(limits, "SETTLED_SECONDS", 0.02)
    monkeypatch.setattr(limits, "IDLE_SECONDS", 0.3)
    until(lambda: not settling())
    counts, other, who = Counts(settings.REDIS_URL), Counts(settings.REDIS_URL), identity()
    with time_machine.travel(NOW, tick=False):
        for _ in range(2):
            take(counts, who, 5)
            take(other, who, 1)
            assert len(settling()) == 2
            until(lambda: not settling())
    assert 1 <= counts._counts[who].others <= 2
    assert not counts._settles


def test_what_goes_wrong_while_settling_is_said_once_and_ends_nothing(redis, monkeypatch, logged):
    monkeypatch.setattr(limits, "SETTLED_SECONDS", 0.02)
    counts, who = Counts(redis.url), identity()
    redis.go_away()
    with time_machine.travel(NOW, tick=False):
        take(counts, who, 5)
        until(lambda: redis.refused > 5)
        redis.come_back()
        until(lambda: counts._counts[who].written == 5)
    lines = [line for line in logged if line["event"] == "limits are counted by this process alone"]
    assert len(lines) == 1


def test_a_forked_process_counts_anew_and_settles_for_itself():
    finished = subprocess.run(
        [sys.executable, "-c", IN_A_FORK, str(identity())],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
