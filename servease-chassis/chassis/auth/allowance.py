"""So many at once, and then so many a second: a bucket that fills again (a token bucket)."""

import threading
import time


class Allowance:
    def __init__(self, at_once: int, per_second: float) -> None:
        self._most = float(at_once)
        self._per_second = per_second
        self._left = self._most
        self._counted_at = time.monotonic()
        self._guard = threading.Lock()

    def take(self) -> bool:
        """Whether there is one left; if so it is taken."""
        with self._guard:
            now = time.monotonic()
            self._left = min(self._most, self._left + (now - self._counted_at) * self._per_second)
            self._counted_at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
