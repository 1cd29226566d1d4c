"""A small HTTP server that stands for one service: it repeats what it was asked, or does as told."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from copy import copy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request as it arrived, and the way to answer it."""

    protocol_version = "HTTP/1.1"
    server: "StubServer"
    body = b""

    def answer(self) -> None:
        self.body = self._read_body()
        # A copy, for this object is the connection's: its next request takes the place of this one.
        self.server.stub.requests.append(copy(self))
        behaviour = self.server.stub.behaviours.get(self.path.partition("?")[0], repeat)
        behaviour(self)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def reply(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def reply_json(self, status: int, body: object, **headers: str) -> None:
        self.reply(status, "application/json", json.dumps(body).encode(), **headers)

    def _read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            chunks = []
            while size := int(self.rfile.readline(), 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def log_message(self, *arguments: object) -> None:
        """Stay silent: the gateway's log is the one under test."""


def repeat(request: Request) -> None:
    request.reply_json(
        200,
        {
            "service": request.server.stub.service,
            "method": request.command,
            "path": request.path,
            "headers": {name.lower(): value for name, value in request.headers.items()},
            "body": request.body.decode(),
            "connection": request.client_address[1],
        },
        X_Instance=f"{request.server.stub.service}-{request.server.stub.address}",
    )


def ready(request: Request) -> None:
    request.reply_json(200, {"status": "ready", "checks": {"database": "up", "redis": "up"}})


class StubServer(ThreadingHTTPServer):
    daemon_threads = True
    # A thread that a test keeps hanging must not keep the port from closing.
    block_on_close = False
    request_queue_size = 128
    stub: "StubService"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def drop_connections(self) -> None:
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of several tests."""


class StubService:
    def __init__(self, service: str, address: str = "127.0.0.1", port: int = 0) -> None:
        self.service = service
        self.address = address
        self.port = port
        self.start()
        self.reset()

    def reset(self) -> None:
        self.behaviours: dict[str, Behaviour] = {"/health/ready/": ready}
        self.requests: list[Request] = []
        # Lets requests go that a test keeps hanging.
        self.released = threading.Event()

    def on(self, path: str, behaviour: Behaviour) -> None:
        self.behaviours[path] = behaviour

    def hang(self, request: Request) -> None:
        self.released.wait(30)

    def start(self) -> None:
        self.server = StubServer((self.address, self.port), Request)
        self.server.stub = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Close the port and every connection, as a killed process would."""
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
        self.server.drop_connections()
