"""Whether authentication-service is away, so that nobody can exchange a token for a new one.

Asked of its readiness, and only by what depends on it: a token that is over. At most once in a few seconds,
by a thread of its own, and never by who was answered "away" a moment ago.
"""

import threading
import time

import structlog
from django.conf import settings

from chassis.outbound import Unanswered, fetch

READY_PATH = "/health/ready/"
FETCH_SECONDS = 1.5
# How long a request waits for an answer that is on its way: the above and a little.
PATIENCE_SECONDS = 1.6
PAUSE_SECONDS = 5.0
# For so long "away" counts while it is asked again; who comes later waits for the answer.
BELIEVED_SECONDS = 30.0

log = structlog.get_logger("auth")


class Outage:
    def __init__(self) -> None:
        self._is_on = False
        self._answered_at = -BELIEVED_SECONDS
        self._asking: threading.Event | None = None
        self._guard = threading.Lock()

    def is_on(self) -> bool:
        since = time.monotonic() - self._answered_at
        if since < PAUSE_SECONDS:
            return self._is_on
        asking = self._ask()
        if not (self._is_on and since < BELIEVED_SECONDS):
            asking.wait(PATIENCE_SECONDS)
        return self._is_on

    def _ask(self) -> threading.Event:
        with self._guard:
            if self._asking is not None:
                return self._asking
            asking = self._asking = threading.Event()
        threading.Thread(target=self._ask_now, args=[asking], name="ask-readiness", daemon=True).start()
        return asking

    def _ask_now(self, asking: threading.Event) -> None:
        """Who answers at all, be it that we asked wrongly, is there: tokens that are over do not count."""
        try:
            answer = fetch("GET", settings.AUTH_SERVICE_URL + READY_PATH, seconds=FETCH_SECONDS)
            self._note(answer.status >= 500)
        except Unanswered:
            self._note(True)
        finally:
            self._answered_at = time.monotonic()
            self._asking = None
            asking.set()

    def _note(self, is_on: bool) -> None:
        if is_on and not self._is_on:
            log.error("authentication-service is away: tokens count beyond their time")
        elif self._is_on and not is_on:
            log.info("authentication-service is back: tokens count for their time")
        self._is_on = is_on
