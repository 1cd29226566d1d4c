"""Which names the denylist may hold, known in this process, so that Redis need not be asked of each token.

Redis itself tells of every name that is written beneath a prefix, whoever writes it (CLIENT TRACKING … BCAST,
https://redis.io/docs/latest/develop/reference/client-side-caching/). A thread listens: first it has itself
told of what comes, then it reads what is there, then it asks for a sign of life every half second, whose
answer comes behind all that was told before. Without it nothing is known, and Redis is asked of each token.
"""

import threading
import time
from collections.abc import Iterable
from typing import Any

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

PREFIX = "auth:"
CHANNEL = "__redis__:invalidate"
HEARTBEAT_SECONDS = 0.5
# How long silence is taken for "nothing was revoked", counted from the heartbeat that was answered last.
TRUSTED_SECONDS = 1.0
ANSWER_SECONDS = 0.25
PAUSE_SECONDS = 1.0
PAUSE_OF_TOO_MANY_SECONDS = 60.0
# A process that is asked nothing for so long stops listening until it is.
IDLE_SECONDS = 10.0
# All is read anew so often, which forgets what has expired, and sooner if there is more than this.
RENEWED_SECONDS = 900.0
MOST = 50_000

log = structlog.get_logger("auth")


class TooMany(Exception):
    """There are more names than a process should remember."""


class KnownNames:
    """What one connection was told of. `good_until` is when its silence no longer means anything."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.good_until = 0.0

    def add(self, names: Iterable[bytes]) -> None:
        self.names.update(name.decode() for name in names)
        if len(self.names) > MOST:
            raise TooMany


class Revocations:
    """Listens from the first question on, in whichever process asks it; nothing is shared over a fork."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            protocol=2,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._known = KnownNames()
        self._guard = threading.Lock()
        self._listens = False
        self._asked_at = 0.0

    def none_of(self, names: Iterable[str]) -> bool:
        """Whether certainly none of these names is there. False also while that is not known."""
        self._asked_at = time.monotonic()
        if not self._listens:
            self._begin()
        known = self._known
        return self._asked_at < known.good_until and known.names.isdisjoint(names)

    def note(self, name: str) -> None:
        """What this process wrote itself, it knows before it is told. One that does not listen asks Redis."""
        if self._listens:
            self._known.names.add(name)

    def _begin(self) -> None:
        with self._guard:
            if not self._listens:
                self._listens = True
                threading.Thread(target=self._listen, name="revocations", daemon=True).start()

    def _listen(self) -> None:
        follows = True
        while time.monotonic() - self._asked_at < IDLE_SECONDS:
            try:
                self._follow()
                follows = True
            except TooMany:
                log.warning("revocations are too many to know, and asked for", most=MOST)
                time.sleep(PAUSE_OF_TOO_MANY_SECONDS)
            except Exception as error:
                # Whatever went wrong, Redis is asked meanwhile.
                if follows:
                    log.warning("revocations are not told of, and asked for", error=repr(error))
                follows = False
                time.sleep(PAUSE_SECONDS)
        self._listens = False

    def _follow(self) -> None:
        """Until all is to be read anew, or nobody asks. Raises what ends the connection before."""
        connection = self._redis.connection_pool.make_connection()
        known = KnownNames()
        try:
            connection.connect()
            identity = _answer(connection, "CLIENT", "ID")
            _answer(connection, "CLIENT", "TRACKING", "ON", "REDIRECT", identity, "BCAST", "PREFIX", PREFIX)
            _answer(connection, "SUBSCRIBE", CHANNEL)
            known.add(self._redis.scan_iter(match=f"{PREFIX}*", count=1000))
            renewed_at = time.monotonic() + RENEWED_SECONDS
            while (now := time.monotonic()) < renewed_at and now - self._asked_at < IDLE_SECONDS:
                self._one_beat(connection, known)
        finally:
            known.good_until = 0.0
            connection.disconnect()

    def _one_beat(self, connection: Any, known: KnownNames) -> None:
        began = time.monotonic()
        connection.send_command("PING")
        while (message := connection.read_response())[0] != b"pong":
            known.add(message[2] or [])
        known.good_until = began + TRUSTED_SECONDS
        self._known = known
        while (rest := began + HEARTBEAT_SECONDS - time.monotonic()) > 0 and connection.can_read(rest):
            known.add(connection.read_response()[2] or [])


def _answer(connection: Any, *command: Any) -> Any:
    connection.send_command(*command)
    return connection.read_response()
