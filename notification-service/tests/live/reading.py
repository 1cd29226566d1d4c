"""A client that reads server-sent events, as the HTML standard describes them."""

import json
import socket
from http.client import HTTPConnection
from typing import NamedTuple

STREAM = "/api/v1/notifications/stream/"


class Received(NamedTuple):
    event: str
    data: dict
    id: str


class Reading:
    """`last` is what a client that comes back says it had last."""

    def __init__(self, port, token, topics="", last="", receive_buffer=None):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        if receive_buffer:
            connection.sock = socket.socket()
            connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            connection.sock.connect(("127.0.0.1", port))
        headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
        if last:
            headers["Last-Event-ID"] = last
        self.socket = connection.sock
        connection.request("GET", STREAM + (f"?topics={topics}" if topics else ""), headers=headers)
        self.connection = connection
        self.response = connection.getresponse()
        self.status = self.response.status
        self.last = last
        self.comments = 0
        self.retry = None

    def block(self):
        """The lines up to the next empty one; None at the end."""
        lines = []
        while line := self.response.readline():
            if line == b"\n":
                return lines
            lines.append(line.decode().rstrip("\n"))
        return None

    def begin(self):
        """Read on until it is known where the stream begins."""
        while not self.last:
            self.take(self.block())
        return self

    def next(self):
        """The next event; None when the stream has ended."""
        while (lines := self.block()) is not None:
            if received := self.take(lines):
                return received
        return None

    def take(self, lines):
        fields = {}
        for line in lines:
            name, _, value = line.partition(":")
            if not name:
                self.comments += 1
            fields[name] = value.removeprefix(" ")
        self.last = fields.get("id", self.last)
        self.retry = fields.get("retry", self.retry)
        if "data" in fields:
            return Received(fields["event"], json.loads(fields["data"]), self.last)
        return None

    def rest(self):
        """All events until the stream ends."""
        return list(iter(self.next, None))

    def close(self):
        self.connection.close()
        self.response.close()
