"""Where messages of tests arrive: a server on a real socket, and channels that send to it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import requests

from deliveries.channels import Undeliverable, Unreachable


class Sink:
    """Keeps what it is sent in `messages`, and answers with the statuses of `answers`, then with 200."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.answers: list[int] = []
        sink = self

        class Receive(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = sink.answers.pop(0) if sink.answers else 200
                if status == 200:
                    sink.messages.append(body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Receive)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class SinkChannel:
    """503 is an outage, 404 an address that there is not any more, another refusal one of this message."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self.url, self.is_there = name, url, True

    def is_configured(self) -> bool:
        return self.is_there

    def address_of(self, contact: Any, device_id: Any) -> str:
        if self.name == "email":
            return contact.email
        return contact.phone if contact.phone_verified else ""

    def send(self, envelope: Any) -> None:
        message = {
            "id": str(envelope.delivery_id), "channel": self.name, "to": envelope.address,
            "subject": envelope.subject, "language": envelope.language,
            "news": [one.title for one in envelope.news], "links": [one.link for one in envelope.news],
            "unsubscribe": envelope.unsubscribe_url,
        }  # fmt: skip
        try:
            status = requests.post(self.url, json=message, timeout=30).status_code
        except requests.RequestException as problem:
            raise Unreachable("Nobody answers.") from problem
        if status == 503:
            raise Unreachable("Try again later.")
        if status != 200:
            raise Undeliverable(f"It was answered {status}.", stops=status == 404)
