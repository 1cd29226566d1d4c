"""A breaker: whoever failed several times in a row is left alone for a while."""

import time
from threading import Lock

FAILURES_TO_OPEN = 5
SECONDS_OPEN = 5


class Breaker:
    """Five failures in a row open it; then one question every five seconds tries whether it may close.

    Its lock is held for the counting alone, never while somebody waits for an answer.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._failures = 0
        self._try_at = 0.0

    @property
    def is_open(self) -> bool:
        return self._failures >= FAILURES_TO_OPEN

    def lets_through(self) -> bool:
        with self._guard:
            if not self.is_open:
                return True
            now = time.monotonic()
            if now < self._try_at:
                return False
            # This one is the trial; the others go on failing at once meanwhile.
            self._try_at = now + SECONDS_OPEN
            return True

    def failed(self) -> None:
        with self._guard:
            self._failures += 1
            if self.is_open:
                self._try_at = time.monotonic() + SECONDS_OPEN

    def close(self) -> None:
        """Somebody answered."""
        with self._guard:
            self._failures = 0
