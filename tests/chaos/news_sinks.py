"""The world outside, that counts what reaches it: mail server, webhook, push service."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller


class Mails:
    """How often each Message-ID was taken; that of a delivery begins with its id."""

    def __init__(self) -> None:
        self.by_id: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        self.by_id[mail["Message-ID"].strip("<>").partition("@")[0]] += 1
        return "250 Taken"


def a_free_port() -> int:
    with socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
    return port


@contextmanager
def mail_server() -> Iterator[tuple[Mails, int]]:
    """What it took, and its port."""
    mails = Mails()
    controller = Controller(mails, hostname="127.0.0.1", port=a_free_port())
    controller.start()
    try:
        yield mails, controller.port
    finally:
        controller.stop()


class Posts(ThreadingHTTPServer):
    """How often each message was taken: at /webhook by its webhook-id, at /push/… by its Topic."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.webhooks: Counter[str] = Counter()
        self.pushes: Counter[str] = Counter()

    def handle_error(self, *arguments: Any) -> None:
        """Whoever is killed in the middle of a request says no more."""


class _Taker(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Posts

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/webhook":
            self.server.webhooks[self.headers["webhook-id"]] += 1
        else:
            self.server.pushes[str(UUID(self.headers["Topic"]))] += 1
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def http_server() -> Iterator[Posts]:
    posts = Posts()
    Thread(target=posts.serve_forever, daemon=True).start()
    try:
        yield posts
    finally:
        posts.shutdown()
        posts.server_close()
