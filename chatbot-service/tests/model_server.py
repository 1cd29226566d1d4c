"""A language model over a real socket: the chat completions protocol, saying what a test scripted."""

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class ModelServer:
    """`script` is a list of functions from the request to a message; `requests` is what came."""

    def __init__(self) -> None:
        self.script: list[Any] = []
        self.requests: list[dict[str, Any]] = []
        self.status = 200
        self.drips = ""
        self._closed = Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(request)
                body = server.reply(request) if self.path == "/v1/chat/completions" else {}
                content = json.dumps(body).encode()
                self.close_connection = True
                head = (
                    f"HTTP/1.1 {server.status if body else 404} -\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
                )
                with suppress(OSError):  # Whoever asked has given up.
                    server.send(self.wfile, head.encode(), content)

            def log_message(self, *arguments: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def reply(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.status != 200:
            return {"error": {"message": "overloaded", "type": "server_error"}}
        message = self.script[min(len(self.requests), len(self.script)) - 1](request)
        reason = "tool_calls" if message.get("tool_calls") else "stop"
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": request["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": reason}],
        }

    def send(self, stream: Any, head: bytes, content: bytes) -> None:
        """Whole, or from `drips` on (the head or the body) a byte now and then."""
        stream.write(b"" if self.drips == "head" else head if self.drips else head + content)
        for byte in {"head": head + content, "body": content}.get(self.drips, b""):
            if self._closed.wait(0.1):
                return
            stream.write(bytes([byte]))

    def close(self) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()


def wants(tool: str, **arguments: Any) -> Any:
    """The model asks for a tool."""
    function = {"name": tool, "arguments": json.dumps(arguments)}
    call = {"id": "call_1", "type": "function", "function": function}
    return lambda request: {"content": None, "tool_calls": [call]}


def wants_often(tool: str) -> Any:
    """The model asks for a tool nine times at once."""
    function = {"name": tool, "arguments": "{}"}
    calls = [{"id": f"call_{number}", "type": "function", "function": function} for number in range(9)]
    return lambda request: {"content": None, "tool_calls": calls}


def says(text: str) -> Any:
    return lambda request: {"content": text}


def repeats_the_tool() -> Any:
    """The model says what the tool gave it."""
    return lambda request: {"content": request["messages"][-1]["content"]}
