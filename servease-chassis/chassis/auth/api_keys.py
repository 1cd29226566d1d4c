"""API keys: whom one is of, asked of authentication-service by its hash and kept for a minute.

Rule: a key that was ended, or whose account changed, counts as before nowhere from a few milliseconds later
on, by the denylist (chassis.auth.sessions); without Redis until it is asked about again, within a minute.
Rule: while authentication-service is away, keys that were seen within the hour go on, also in a process that
has not seen them itself (chassis.auth.seen_keys).
Rule: keys that nobody made cost authentication-service a few questions a second of each process at most,
however many come, and a key that is known here or to another process nothing.
"""

import math
import os
import re
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

from chassis import bearer_codes
from chassis.auth import seen_keys
from chassis.auth.actor import API_KEY_PREFIX, Actor
from chassis.auth.allowance import Allowance
from chassis.auth.key_answers import Answer, actor_by, ask_authentication_service
from chassis.auth.tokens import OUTAGE_SECONDS
from chassis.errors import API_KEY_INVALID, UpstreamUnavailable
from chassis.outbound import Unanswered

FORM = re.compile(API_KEY_PREFIX + bearer_codes.PATTERN)
FRESH_SECONDS = 60.0
# A key that was made just now was asked about by nobody before: no answer of "unknown" is in its way.
UNKNOWN_SECONDS = 10.0
# How long a request waits for an answer that is on its way to another.
PATIENCE_SECONDS = 1.6
PAUSE_AFTER_FAILURE_SECONDS = 5.0
# Of keys that this process has not seen, or are none.
QUESTIONS_AT_ONCE, QUESTIONS_PER_SECOND = 50, 5
MOST_KEPT = 5000
MOST_UNKNOWN = 1000

Ask = Callable[[str], Answer | None]

log = structlog.get_logger("auth")


class Kept(NamedTuple):
    """Whom a key is of, as was answered at `asked_at` by the monotonic clock; over at a time since 1970."""

    actor: Actor
    asked_at: float
    expires_at: float


class ApiKeys:
    """What a process knows of keys. One asks, whoever comes with the same key meanwhile waits for the answer.

    `ask` says of a key's SHA-256 whom it is of, None for a key that does not count. Raises Unanswered.
    """

    def __init__(self, ask: Ask = ask_authentication_service) -> None:
        self.ask = ask
        self._kept: dict[str, Kept] = {}
        self._unknown: dict[str, float] = {}
        self._asking: dict[str, threading.Event] = {}
        self._guard = threading.Lock()
        self._questions = Allowance(QUESTIONS_AT_ONCE, QUESTIONS_PER_SECOND)
        self._is_away = False
        self._ask_again_at = 0.0

    def find(self, key: str) -> Kept:
        """Raises API_KEY_INVALID, and UpstreamUnavailable where nobody can say whether it counts."""
        kept = self._kept.get(key)
        if kept is None or time.monotonic() - kept.asked_at >= FRESH_SECONDS:
            kept = self._asked_about(key)
        if kept.expires_at <= time.time():
            raise API_KEY_INVALID()
        return kept

    def forget(self, key: str, known: Kept) -> None:
        """What was answered of this key is not so any more, here and elsewhere: whoever comes next asks."""
        with self._guard:
            if self._kept.get(key) is not known:
                return
            del self._kept[key]
        seen_keys.forget(bearer_codes.digest_of(key))

    def _asked_about(self, key: str) -> Kept:
        if not FORM.fullmatch(key) or self._unknown.get(key, 0.0) > time.monotonic():
            raise API_KEY_INVALID()
        with self._guard:
            asking = self._asking.get(key)
            leads = asking is None
            if asking is None:
                asking = self._asking[key] = threading.Event()
        if leads:
            try:
                self._learn(key)
            finally:
                del self._asking[key]
                asking.set()
        elif not (self._is_away and key in self._kept):
            asking.wait(PATIENCE_SECONDS)
        kept = self._kept.get(key)
        if kept is not None and time.monotonic() - kept.asked_at < OUTAGE_SECONDS:
            return kept
        if key in self._unknown:
            raise API_KEY_INVALID()
        raise UpstreamUnavailable("authentication-service", wait=1)

    def _learn(self, key: str) -> None:
        is_new, digest = key not in self._kept, bearer_codes.digest_of(key)
        if is_new and not self._questions.take():
            # Those that were made up used them all; one that somebody was answered about may be asked about.
            self._recall(key, digest, is_new)
            if key not in self._kept:
                raise UpstreamUnavailable("authentication-service", wait=1)
        if time.monotonic() < self._ask_again_at:
            self._recall(key, digest, is_new)
            return
        asked_at = time.monotonic()
        try:
            answer = self.ask(digest)
        except Unanswered as error:
            log.warning("API key not asked about", error=str(error))
            self._is_away = True
            self._ask_again_at = time.monotonic() + PAUSE_AFTER_FAILURE_SECONDS
            self._recall(key, digest, is_new)
            return
        self._is_away = False
        if answer is None:
            self._does_not_count(key, digest)
        else:
            self._keep(key, answer, asked_at)
            seen_keys.keep(digest, answer)

    def _recall(self, key: str, digest: str, is_new: bool) -> None:
        """Go on by what another process was answered, or this one before it was restarted."""
        if is_new and (seen := seen_keys.find(digest)):
            answer, age = seen
            self._keep(key, answer, time.monotonic() - age)

    def _keep(self, key: str, answer: Answer, asked_at: float) -> None:
        expires_at = answer.expires_at.timestamp() if answer.expires_at else math.inf
        kept = Kept(actor_by(answer, key), asked_at, expires_at)
        with self._guard:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = kept

    def _does_not_count(self, key: str, digest: str) -> None:
        with self._guard:
            if len(self._unknown) >= MOST_UNKNOWN:
                self._unknown.clear()
            self._unknown[key] = time.monotonic() + UNKNOWN_SECONDS
            known = self._kept.pop(key, None)
        if known is not None:
            seen_keys.forget(digest)


_known = ApiKeys()


def find(key: str) -> Kept:
    return _known.find(key)


def forget(key: str, known: Kept) -> None:
    _known.forget(key, known)


def ask_keys_of(ask: Ask) -> Ask:
    """Ask elsewhere; authentication-service has the keys at hand. Returns who was asked before."""
    global _known
    previous, _known = _known.ask, ApiKeys(ask)
    return previous


def _forget_all() -> None:
    """A question that was under way in the parent is answered to nobody here."""
    ask_keys_of(_known.ask)


os.register_at_fork(after_in_child=_forget_all)
