"""Answers that are kept in Redis and emptied by news."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import msgspec
import pytest
from redis import RedisError

from chassis import caches
from chassis.caches import cached, empty
from chassis.models import new_id


class Box(msgspec.Struct):
    label: str


class Maker:
    """Makes boxes, each with the next number; `before` is what happens while it does."""

    def __init__(self, before: Any = lambda: None) -> None:
        self.made = 0
        self.before = before

    def __call__(self) -> list[Box]:
        self.made += 1
        label = str(self.made)
        self.before()
        return [Box(label)]


@pytest.fixture
def name() -> str:
    return f"boxes-{new_id()}"


@pytest.fixture(autouse=True)
def no_outage_yet() -> Iterator[None]:
    caches._breaker.close()
    yield
    caches._breaker.close()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who waits for another's answer gives up."""
    monkeypatch.setattr(caches, "SECONDS_TO_WAIT", 60)
    monkeypatch.setattr(caches, "SECONDS_OF_A_TURN", 60)


@pytest.fixture
def without_redis(settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/1"}}


def ask(name: str, make: Maker, *depends_on: str, seconds: float = 60, reads: Any = list[Box]) -> Any:
    return cached(name, seconds, make, reads=reads, depends_on=depends_on)


def test_an_answer_is_made_once_and_then_kept(name: str) -> None:
    make = Maker()
    assert [ask(name, make), ask(name, make)] == [[Box("1")], [Box("1")]]
    assert make.made == 1


def test_who_depends_on_something_else_is_answered_something_else(name: str) -> None:
    make = Maker()
    assert ask(name, make, "customer") == [Box("1")]
    assert ask(name, make, "admin") == [Box("2")]
    assert ask(name, make, "customer") == [Box("1")]


def test_what_was_emptied_is_made_again_for_everybody_and_other_names_stay(name: str) -> None:
    make, other = Maker(), Maker()
    for who in ("customer", "admin"):
        ask(name, make, who)
    ask(f"{name}-other", other)
    empty(name)
    assert [ask(name, make, "customer"), ask(name, make, "admin")] == [[Box("3")], [Box("4")]]
    assert ask(f"{name}-other", other) == [Box("1")]


def test_what_was_being_made_while_it_was_emptied_is_shown_to_nobody_else(name: str) -> None:
    make = Maker(before=lambda: empty(name))
    assert ask(name, make) == [Box("1")]
    make.before = lambda: None
    assert ask(name, make) == [Box("2")]
    assert ask(name, make) == [Box("2")]


def test_nothing_is_kept_for_longer_than_its_time(name: str) -> None:
    make = Maker()
    ask(name, make, seconds=0.05)
    deadline = time.monotonic() + 60
    while ask(name, make, seconds=0.05) == [Box("1")]:
        assert time.monotonic() < deadline


@pytest.mark.usefixtures("patient")
def test_of_many_who_come_at_once_one_fills(name: str) -> None:
    make = Maker(before=lambda: time.sleep(0.1))
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(name, make), range(8)))
    assert (make.made, answers) == (1, [[Box("1")]] * 8)


@pytest.mark.usefixtures("patient")
def test_nobody_fills_again_who_looked_just_before_it_was_filled(name: str) -> None:
    make, together = Maker(), Barrier(8)

    def visit(number: int) -> Any:
        together.wait(60)
        return ask(name, make, str(number // 8))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(visit, range(40 * 8)))
    assert make.made == 40


def test_who_has_waited_a_second_for_another_makes_their_own(name: str) -> None:
    begun, go_on = Event(), Event()
    slow = Maker(before=lambda: begun.set() or go_on.wait(60))
    with ThreadPoolExecutor(1) as threads:
        filling = threads.submit(ask, name, slow)
        begun.wait(60)
        assert ask(name, quick := Maker()) == [Box("1")]
        assert (quick.made, filling.done()) == (1, False)
        go_on.set()


def test_a_failure_is_not_kept_and_the_next_may_try(name: str) -> None:
    def fail() -> None:
        raise LookupError

    make = Maker(before=fail)
    with pytest.raises(LookupError):
        ask(name, make)
    make.before = lambda: None
    assert ask(name, make) == [Box("2")]


def test_what_was_kept_in_another_shape_is_no_answer(name: str) -> None:
    cached(name, 60, lambda: ["as an older release had it"], reads=list[str])
    assert ask(name, Maker()) == [Box("1")]


def test_without_redis_each_answer_is_made_and_that_is_logged_once(
    name: str, without_redis: None, logged: list[dict[str, Any]]
) -> None:
    make = Maker()
    assert [ask(name, make)[0].label for _ in range(8)] == [str(number) for number in range(1, 9)]
    assert [line["event"] for line in logged] == ["nothing is cached: Redis is away"]


def test_news_that_cannot_empty_anything_fail_and_are_waited_for(name: str, without_redis: None) -> None:
    with pytest.raises(RedisError):
        empty(name)
