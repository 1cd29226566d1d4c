"""An upstream service over a real socket, whose answers are held to the contract that service commits."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Condition, Event, Thread
from typing import Any

from chassis.http import ABBREVIATED
from chassis.testing.promises import promised

ADDRESS_SETTINGS = {service: setting for setting, service in ABBREVIATED.items()}


def address_setting(service: str) -> str:
    """The name of the setting, and of the environment variable, that holds a service's address."""
    return ADDRESS_SETTINGS.get(service, f"{service.removesuffix('-service').upper()}_SERVICE_URL")


@dataclass
class Call:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    method: str
    pattern: re.Pattern[str]
    body: Any
    status: int
    headers: dict[str, str] = field(default_factory=dict)


class Upstream:
    """`replies()` says what it answers, `calls` what it was asked, `down()` closes its socket.

    What a reply leaves out of what the contract requires is taken from the contract's example. `is_slow()`,
    `hangs()` and `dribbles()` are the ways in which a server that is there does not answer in time.
    """

    def __init__(self, service: str, checked: bool = True) -> None:
        self.service = service
        self.checked = checked
        self.calls: list[Call] = []
        self._replies: list[Reply] = []
        self._called = Condition()
        self._released = Event()
        self._seconds = 0.0
        self._dribble = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self._open = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def replies(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> None:
        """Answer `method path` so; `{name}` in it stands for anything. The latest fitting reply counts."""
        if self.checked and status < 300:
            body = promised(self.service, method, path, status, body)
        pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
        self._replies.insert(0, Reply(method, pattern, body, status, headers))

    def take(self, call: Call) -> None:
        with self._called:
            self.calls.append(call)
            self._called.notify_all()

    def wait_for_calls(self, number: int) -> None:
        with self._called:
            assert self._called.wait_for(lambda: len(self.calls) >= number, timeout=20)

    def reply_to(self, call: Call) -> Reply:
        path = call.path.split("?")[0]
        for reply in self._replies:
            if reply.method == call.method and reply.pattern.fullmatch(path):
                return reply
        missing = {"title": "Not Found", "status": 404, "detail": "Nothing here.", "code": "not_found"}
        return Reply(call.method, re.compile(""), missing, 404)

    def is_slow(self, seconds: float) -> None:
        """Every answer takes so long."""
        self._seconds = seconds

    def hangs(self) -> None:
        """It takes questions and answers none."""
        self._seconds = 60.0

    def answers(self) -> None:
        """What it left without an answer it answers now, and all else at once."""
        self._seconds = 0.0
        self._released.set()

    def dribbles(self, part: str) -> None:
        """Its answers come a byte at a time, from the `head` or from the `body` on."""
        self._dribble = part

    def send(self, stream: Any, head: bytes, body: bytes) -> None:
        self._released.wait(self._seconds)
        at_once, slowly = {"": (head + body, b""), "head": (b"", head + body), "body": (head, body)}[
            self._dribble
        ]
        stream.write(at_once)
        for byte in slowly:
            if self._released.wait(0.1):
                break
            stream.write(bytes([byte]))

    def down(self) -> None:
        self.close()

    def close(self) -> None:
        self._released.set()
        if self._open:
            self._open = False
            # Wakes its thread, which else would look only every so often whether it shall end.
            self._server.socket.shutdown(SHUT_RDWR)
            self._server.shutdown()
            self._server.server_close()


def _handler(upstream: Upstream) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            call = Call(self.command, self.path, dict(self.headers), body)
            upstream.take(call)
            reply = upstream.reply_to(call)
            is_file = isinstance(reply.body, bytes)
            content = reply.body if is_file else json.dumps(reply.body, default=str).encode()
            headers = {
                "Content-Type": "application/octet-stream" if is_file else "application/json",
                **{name.replace("_", "-"): value for name, value in reply.headers.items()},
                "Content-Length": str(len(content)),
                "Connection": "close",
            }
            lines = [f"HTTP/1.1 {reply.status} -", *(f"{name}: {value}" for name, value in headers.items())]
            self.close_connection = True
            with suppress(OSError):  # Whoever asked has given up.
                upstream.send(self.wfile, "\r\n".join([*lines, "", ""]).encode(), content)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

        def log_message(self, *arguments: Any) -> None:
            """Quiet: a failing test shows `calls`."""

    return Handler
