"""Answers kept in Redis, and emptied by the news of what they were made from.

Rule: what is kept decides nothing: whoever books is judged by rows, under their lock.
Rule: no answer is shown for longer than its time, also when the news of a change got lost.
Rule: while Redis is away answers are made each time, and nobody is refused for it.

Emptying sets a new mark, and an answer counts only under the mark that stood when its making began: one that
was made of old rows while they changed is shown to nobody else.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

import msgspec
import structlog
from django.core.cache import cache
from redis import RedisError

from chassis.breaker import Breaker
from chassis.models import new_id

# Longer than any answer is kept; a mark that is gone is like one that never was.
SECONDS_OF_A_MARK = 24 * 60 * 60
# One who fills and dies holds up nobody for longer.
SECONDS_OF_A_TURN = 10
SECONDS_TO_WAIT = 1
SECONDS_BETWEEN_LOOKS = 0.02

T = TypeVar("T")
log = structlog.get_logger("caches")
_breaker = Breaker()


class Kept(msgspec.Struct, Generic[T]):
    mark: str
    answer: T


class NotToBeHad(Exception):
    """Redis is away, or whoever fills takes too long."""


def cached(
    name: str, seconds: float, make: Callable[[], T], *, reads: Any, depends_on: Sequence[str] = ()
) -> T:
    """What `make` gives, or gave within so many seconds to somebody with the same `depends_on`.

    `depends_on` is all that the answer depends on beside the name. `reads` is its type: what an older release
    kept in another shape is none. One fills; whoever comes meanwhile waits a second for that at most.
    """
    key = ":".join((name, *depends_on))
    try:
        mark, kept = _kept_or_our_turn(name, key, reads)
    except NotToBeHad:
        return make()
    if kept is not None:
        return kept.answer
    try:
        answer = make()
        with suppress(NotToBeHad):
            _ask(cache.set, key, msgspec.to_builtins(Kept(mark, answer)), seconds)
        return answer
    finally:
        with suppress(NotToBeHad):
            _ask(cache.delete, _turn(key))


def empty(name: str) -> None:
    """Show nobody what was made under this name until now, whatever it depends on.

    Raises RedisError while Redis is away, so that the news is waited for.
    """
    cache.set(_mark(name), new_id().hex, SECONDS_OF_A_MARK)


def _kept_or_our_turn(name: str, key: str, reads: Any) -> tuple[str, Kept[Any] | None]:
    patience = time.monotonic() + SECONDS_TO_WAIT
    while True:
        mark, kept = _look(name, key, reads)
        if kept is not None:
            return mark, kept
        if _ask(cache.add, _turn(key), 1, SECONDS_OF_A_TURN):
            # Whose turn it was before may have filled since we looked.
            mark, kept = _look(name, key, reads)
            if kept is not None:
                _ask(cache.delete, _turn(key))
            return mark, kept
        if time.monotonic() > patience:
            raise NotToBeHad
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _look(name: str, key: str, reads: Any) -> tuple[str, Kept[Any] | None]:
    found = _ask(cache.get_many, [_mark(name), key])
    mark = found.get(_mark(name), "")
    try:
        kept: Kept[Any] = msgspec.convert(found.get(key), Kept[reads])
    except msgspec.ValidationError:
        return mark, None
    return mark, kept if kept.mark == mark else None


def _ask(question: Callable[..., Any], *details: Any) -> Any:
    """What Redis answers. Five failures are logged once, and then it is asked every five seconds alone."""
    if not _breaker.lets_through():
        raise NotToBeHad
    try:
        answer = question(*details)
    except (RedisError, OSError) as error:
        known = _breaker.is_open
        _breaker.failed()
        if _breaker.is_open and not known:
            log.warning("nothing is cached: Redis is away", error=str(error))
        raise NotToBeHad from error
    _breaker.close()
    return answer


def _mark(name: str) -> str:
    return f"{name}:mark"


def _turn(key: str) -> str:
    return f"{key}:turn"
