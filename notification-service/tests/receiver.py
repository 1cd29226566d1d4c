"""Another program on the web: an HTTP server that keeps what it is sent, and answers as it is asked to."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Received(NamedTuple):
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """`endless`: its body goes on for ever; `silent`: it is never sent."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    endless: bool = False
    silent: bool = False


class Receiver:
    """`replies` are given in their order, the last one again and again. `address` is its host and port."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.received: list[Received] = []
        self.replies: list[Reply] = [Reply()]
        self.connections = 0
        self._closed = threading.Event()
        self._server = ThreadingHTTPServer((host, 0), _handler(self))
        self.port: int = self._server.server_port
        self.address = f"{host}:{self.port}"
        self.url = f"http://{self.address}/news"
        run = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        run.start()

    def reply_of(self, request: Received) -> Reply:
        self.received.append(request)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def wait(self) -> None:
        self._closed.wait()

    def is_open(self) -> bool:
        return not self._closed.is_set()

    def close(self) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(receiver: Receiver) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            receiver.connections += 1
            super().setup()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = receiver.reply_of(Received(self.path, self.headers, body))
            if reply.silent:
                self.close_connection = True
                receiver.wait()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(reply.body)
                while reply.endless and receiver.is_open():
                    self.wfile.write(b"x" * 4096)

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    return Handler
