"""HTTP to whatever is outside this process: every call has an end, and no proxy of the environment is asked.

A time-out of a socket is one of each read: a server that sends a byte now and then is never late. Here the
sockets know when the whole call has to be over (`within`), and ask for no more than what is left of it.
"""

import math
import os
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

CONNECT_SECONDS = 1.0
LARGEST_ANSWER = 16 * 1024 * 1024
# Connections kept open to one address; more are opened at need and closed after use.
KEPT_CONNECTIONS = 16

_ends_at: ContextVar[float] = ContextVar("ends_at", default=math.inf)


class Unanswered(Exception):
    """There was no answer. `late` if time ran out: whoever asks again then only waits once more."""

    def __init__(self, reason: str, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    content: bytes


@contextmanager
def within(seconds: float, anew: bool = False) -> Iterator[None]:
    """All calls in this block together take no longer, nor longer than the blocks around it leave.

    With `anew` the blocks around it do not count: for a route that says itself how long it may take.
    """
    around = math.inf if anew else _ends_at.get()
    token = _ends_at.set(min(around, time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends_at.reset(token)


def seconds_left() -> float:
    """What the blocks of `within` leave; infinite outside of any."""
    return _ends_at.get() - time.monotonic()


def fetch(
    method: str,
    url: str,
    *,
    seconds: float,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    largest: int = LARGEST_ANSWER,
) -> Answer:
    """Ask once, follow nothing, and read the whole answer. Raises Unanswered."""
    with within(seconds):
        try:
            response = _session().request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=(min(CONNECT_SECONDS, _remaining()), _remaining()),
                allow_redirects=False,
                stream=True,
            )
            return Answer(response.status_code, response.headers, _whole(response, largest))
        except (requests.RequestException, HTTPError, OSError) as error:
            late = isinstance(error, requests.ReadTimeout | ReadTimeoutError | TimeoutError)
            raise Unanswered(_reason(error), late=late or seconds_left() <= 0) from error


def _reason(error: Exception) -> str:
    """Without the address, whose query may name somebody."""
    within_requests = error.args[0] if isinstance(error, requests.RequestException) and error.args else error
    return str(getattr(within_requests, "reason", None) or within_requests)


def _whole(response: requests.Response, largest: int) -> bytes:
    complete = False
    try:
        content: bytes = response.raw.read(largest + 1, decode_content=True)
        if len(content) > largest:
            raise Unanswered(f"The answer is larger than {largest} bytes.")
        complete = True
        return content
    finally:
        # What was not read to its end would be taken for the next answer.
        response.raw.release_conn() if complete else response.close()


def _remaining() -> float:
    left = seconds_left()
    if left <= 0:
        raise TimeoutError("The time for the answer is over.")
    return left


class _Held:
    """A socket that waits no longer than the call around it may take."""

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(_remaining())  # type: ignore[attr-defined]
        return super().recv_into(*arguments)  # type: ignore[misc,no-any-return]

    def send(self, *arguments: Any) -> int:
        self.settimeout(_remaining())  # type: ignore[attr-defined]
        return super().send(*arguments)  # type: ignore[misc,no-any-return]

    def sendall(self, *arguments: Any) -> None:
        self.settimeout(_remaining())  # type: ignore[attr-defined]
        super().sendall(*arguments)  # type: ignore[misc]


class _Socket(_Held, socket.socket):
    pass


class _SecureSocket(_Held, ssl.SSLSocket):
    pass


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        self.sock = _Socket(fileno=self.sock.detach())


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    """How requests connects: over those sockets, and by the certificates that this machine trusts."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        trusted = ssl.create_default_context()
        trusted.sslsocket_class = _SecureSocket
        super().init_poolmanager(*arguments, **options, ssl_context=trusted)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": HTTPSConnectionPool}

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, *arguments: Any) -> None:
        """The context above verifies; the list of requests' own is not asked."""


_kept: requests.Session | None = None


def _session() -> requests.Session:
    global _kept
    if _kept is None:
        session = requests.Session()
        session.trust_env = False
        session.headers.clear()
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter(pool_connections=16, pool_maxsize=KEPT_CONNECTIONS))
        _kept = session
    return _kept


def _forget() -> None:
    """A connection must not be shared across a fork: two workers would read each other's answers."""
    global _kept
    _kept = None


os.register_at_fork(after_in_child=_forget)
