"""HTTP to whatever is outside this process: every call has an end, and no proxy of the environment is asked.

A time-out of a socket is one of each read: a server that sends a byte now and then is never late. Here the
sockets know when the whole call has to be over (`within`), and ask for no more than what is left of it.
"""

import math
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from http.cookiejar import DefaultCookiePolicy
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

CONNECT_SECONDS = 1.0
LARGEST_ANSWER = 16 * 1024 * 1024
# Connections kept open to one address; more are opened at need and closed after use.
KEPT_CONNECTIONS = 16

# The addresses of a host, in the order in which they are tried, instead of those that the machine finds.
# What it raises leaves `fetch` as it is, but for an OSError.
LookUp = Callable[[str, int], Sequence[str]]

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
    connect_seconds: float = CONNECT_SECONDS,
    look_up: LookUp | None = None,
) -> Answer:
    """Ask once, follow nothing, and read the whole answer. Raises Unanswered.

    With `look_up` only addresses that it found are connected to, while TLS and the host keep their name.
    """
    with within(seconds):
        try:
            response = kept_session(look_up).request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=(min(connect_seconds, _remaining()), _remaining()),
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


class _Reached:
    """A connection to an address of its host that `look_up` found; without one, that the machine finds."""

    host: str
    port: int

    def __init__(self, *arguments: Any, look_up: LookUp | None, **options: Any) -> None:
        self._look_up = look_up
        super().__init__(*arguments, **options)

    def _new_conn(self) -> socket.socket:
        if self._look_up is None:
            return self._connected()
        name = self.host
        *others, last = self._look_up(name, self.port)
        try:
            for self.host in others:
                _remaining()
                with suppress(NewConnectionError, ConnectTimeoutError):
                    return self._connected()
            self.host = last
            return self._connected()
        finally:
            # It is still to be shown to the server, and to stand on its certificate.
            self.host = name

    def _connected(self) -> socket.socket:
        return super()._new_conn()  # type: ignore[misc,no-any-return]


class _Connection(_Reached, HTTPConnection):
    def connect(self) -> None:
        super().connect()
        self.sock = _Socket(fileno=self.sock.detach())


class _SecureConnection(_Reached, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def held(connection: socket.socket) -> socket.socket:
    """The same connection for a library of another protocol, which then keeps to `within` too."""
    return _Socket(fileno=connection.detach())


def trusted() -> ssl.SSLContext:
    """TLS by the certificates that this machine trusts, over sockets that keep to `within`."""
    context = ssl.create_default_context()
    context.sslsocket_class = _SecureSocket
    return context


class _Adapter(HTTPAdapter):
    """How requests connects: over those sockets, and by the certificates that this machine trusts."""

    def __init__(self, look_up: LookUp | None, **options: Any) -> None:
        self._look_up = look_up
        super().__init__(**options)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options, ssl_context=trusted())
        self.poolmanager.pool_classes_by_scheme = {
            "http": partial(_Pool, look_up=self._look_up),
            "https": partial(_SecurePool, look_up=self._look_up),
        }

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, *arguments: Any) -> None:
        """The context above verifies; the list of requests' own is not asked."""


# By how hosts are looked up: a kept connection of one way is none of another's.
_sessions: dict[LookUp | None, requests.Session] = {}


def kept_session(look_up: LookUp | None = None) -> requests.Session:
    """The session of this process, also for a library that asks by requests: its calls keep to `within`."""
    session = _sessions.get(look_up)
    if session is None:
        session = requests.Session()
        session.trust_env = False
        session.headers.clear()
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter(look_up, pool_connections=16, pool_maxsize=KEPT_CONNECTIONS))
        _sessions[look_up] = session
    return session


def _forget() -> None:
    """A connection must not be shared across a fork: two workers would read each other's answers."""
    _sessions.clear()


os.register_at_fork(after_in_child=_forget)
