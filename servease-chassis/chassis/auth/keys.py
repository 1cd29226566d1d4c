"""The public keys that verify tokens, as authentication-service publishes them (RFC 7517).

Rule: an outage of authentication-service stops nobody who holds a token. The last good set is served however
old it is, and kept in a file, so that a service restarted during the outage still knows it.
Rule: no key serves past its withdrawal while authentication-service answers. A set from the file, or one that
is two minutes old because nobody asked, is renewed before it serves; a key that the denylist names is dropped
here too, so that it stays out should Redis go away.
"""

import json
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Protocol

import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

from chassis.auth.outage import Outage
from chassis.auth.tokens import ALGORITHM, TokenInvalid
from chassis.outbound import fetch

JWKS_PATH = "/api/v1/auth/.well-known/jwks.json"
FETCH_SECONDS = 1.5
# How long a request waits for a set that is on its way: the above and a little.
PATIENCE_SECONDS = 1.6
REFRESH_SECONDS = 60.0
# So long after a refresh was due, or before the first, a set is not good enough to go on with meanwhile.
OVERDUE_SECONDS = 60.0
# The shortest time between two questions, however many unknown key ids come, and after a failed one.
PAUSE_SECONDS = 2.0
PAUSE_AFTER_FAILURE_SECONDS = 10.0
LARGEST_SET = 64 * 1024

log = structlog.get_logger("auth")


class KeysUnavailable(Exception):
    """No key set was ever obtained, so no token can be judged."""


class KeySource(Protocol):
    def find(self, key_id: str) -> RSAPublicKey:
        """Raises TokenInvalid for a key that is not published, KeysUnavailable if none ever was."""

    def drop(self, key_id: str) -> None:
        """Forget a key for good."""

    def is_away(self) -> bool:
        """Whether nobody can have a new token now, for who gives them is away."""


class PublishedKeys:
    """Fetches in a thread of its own, one at a time; no caller holds a lock while another waits."""

    def __init__(self) -> None:
        self._keys: dict[str, RSAPublicKey] = {}
        self._dropped: set[str] = set()
        self._guard = threading.Lock()
        self._fetching: threading.Event | None = None
        self._refresh_at = 0.0
        self._ask_again_at = 0.0
        self._loaded = False
        self._outage = Outage()

    def find(self, key_id: str) -> RSAPublicKey:
        key = self._keys.get(key_id)
        overdue = time.monotonic() - self._refresh_at
        if key is not None and overdue < OVERDUE_SECONDS:
            if overdue > 0:
                self._fetch()
            return key
        self._load()
        fetching = self._fetch()
        if fetching is not None:
            fetching.wait(PATIENCE_SECONDS)
        if not self._keys:
            raise KeysUnavailable
        try:
            return self._keys[key_id]
        except KeyError:
            raise TokenInvalid("The token's key is not published.") from None

    def drop(self, key_id: str) -> None:
        if key_id not in self._dropped:
            with self._guard:
                self._dropped = self._dropped | {key_id}
                self._keys = self._without_dropped(self._keys)
                _file().unlink(missing_ok=True)  # until the next fetch writes it without that key
            self._fetch()

    def is_away(self) -> bool:
        return self._outage.is_on()

    def _without_dropped(self, keys: dict[str, RSAPublicKey]) -> dict[str, RSAPublicKey]:
        return {key_id: key for key_id, key in keys.items() if key_id not in self._dropped}

    def _fetch(self) -> threading.Event | None:
        """Start a fetch unless one is under way or was a moment ago. Returns the one to wait for, if any."""
        with self._guard:
            if self._fetching is not None:
                return self._fetching
            if time.monotonic() < self._ask_again_at:
                return None
            self._ask_again_at = time.monotonic() + PAUSE_SECONDS
            fetching = self._fetching = threading.Event()
        threading.Thread(target=self._fetch_now, args=[fetching], name="fetch-keys", daemon=True).start()
        return fetching

    def _fetch_now(self, fetching: threading.Event) -> None:
        try:
            self._take(_download())
            self._refresh_at = time.monotonic() + REFRESH_SECONDS
        except Exception as error:
            # Whatever went wrong, the last good set stands.
            log.warning("key set not fetched", error=str(error))
            if self._keys:
                self._ask_again_at = time.monotonic() + PAUSE_AFTER_FAILURE_SECONDS
        finally:
            self._fetching = None
            fetching.set()

    def _take(self, published: bytes) -> None:
        """Serve a fetched set; it is not kept if a key was dropped that it still has, asked for before."""
        keys = _parse(published)
        with self._guard:
            self._keys = self._without_dropped(keys)
            if self._dropped.isdisjoint(keys):
                _keep(published)

    def _load(self) -> None:
        """Begin with the set that an earlier process kept."""
        if self._loaded:
            return
        self._loaded = True
        try:
            kept = _parse(_file().read_bytes())
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            log.warning("kept key set not readable", error=str(error))
            return
        with self._guard:
            self._keys = self._without_dropped(kept | self._keys)


def _download() -> bytes:
    answer = fetch("GET", settings.AUTH_SERVICE_URL + JWKS_PATH, seconds=FETCH_SECONDS, largest=LARGEST_SET)
    if answer.status >= 300:
        raise ValueError(f"The key set was refused ({answer.status}).")
    return answer.content


def _parse(published: bytes) -> dict[str, RSAPublicKey]:
    """Key ids and keys. Raises ValueError unless there is at least one to use."""
    try:
        entries = json.loads(published)["keys"]
        keys = {entry["kid"]: _public_key(entry) for entry in entries if entry.get("alg") == ALGORITHM}
    except (KeyError, TypeError, AttributeError, RecursionError, jwt.PyJWTError) as error:
        raise ValueError("Not a key set.") from error
    if not keys:
        raise ValueError("The key set is empty.")
    return keys


def _public_key(entry: dict[str, Any]) -> RSAPublicKey:
    key = RSAAlgorithm.from_jwk(entry)
    if not isinstance(key, RSAPublicKey):
        raise TypeError("A published key is public.")
    return key


def _file() -> Path:
    return Path(settings.STATE_DIR) / f"{settings.SERVICE_NAME}-key-set.json"


def _keep(published: bytes) -> None:
    """Replace the file in one step, so that no reader sees half of it."""
    try:
        folder = _file().parent
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".key-set-", delete=False) as file:
            file.write(published)
        os.replace(file.name, _file())
    except OSError as error:
        log.warning("key set not kept", error=str(error))


_source: KeySource = PublishedKeys()


def verify_with(source: KeySource) -> KeySource:
    """Take keys from elsewhere; authentication-service has its own at hand. Returns the source before."""
    global _source
    previous, _source = _source, source
    return previous


def drop(key_id: str) -> None:
    _source.drop(key_id)


def find(key_id: str) -> RSAPublicKey:
    return _source.find(key_id)


def is_away() -> bool:
    return _source.is_away()
