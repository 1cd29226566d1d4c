"""A neighbouring service over a real socket, whose answers are held to the contract that service commits."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from chassis.http import ABBREVIATED

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


class Neighbour:
    """`replies()` says what it answers, `calls` what it was asked, `down()` closes its socket."""

    def __init__(self, service: str, checked: bool = True) -> None:
        self.service = service
        self.checked = checked
        self.calls: list[Call] = []
        self._replies: list[Reply] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self._open = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def replies(self, method: str, path: str, body: Any, status: int = 200, **headers: str) -> None:
        """Answer `method path` so; `{name}` in it stands for anything. The latest fitting reply counts."""
        if self.checked and status < 300:
            check_against_contract(self.service, method, path, status, body)
        pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
        self._replies.insert(0, Reply(method, pattern, body, status, headers))

    def reply_to(self, call: Call) -> Reply:
        path = call.path.split("?")[0]
        for reply in self._replies:
            if reply.method == call.method and reply.pattern.fullmatch(path):
                return reply
        missing = {"title": "Not Found", "status": 404, "detail": "Nothing here.", "code": "not_found"}
        return Reply(call.method, re.compile(""), missing, 404)

    def down(self) -> None:
        self.close()

    def close(self) -> None:
        if self._open:
            self._open = False
            self._server.shutdown()
            self._server.server_close()


def _handler(neighbour: Neighbour) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            call = Call(self.command, self.path, dict(self.headers), body)
            neighbour.calls.append(call)
            reply = neighbour.reply_to(call)
            content = json.dumps(reply.body, default=str).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

        def log_message(self, *arguments: Any) -> None:
            """Quiet: a failing test shows `calls`."""

    return Handler


@cache
def _contract(service: str) -> dict[str, Any] | None:
    import yaml

    path = Path.cwd().parent / service / "contracts" / "openapi.yaml"
    return yaml.safe_load(path.read_text()) if path.exists() else None


def check_against_contract(service: str, method: str, path: str, status: int, body: Any) -> None:
    """Raise AssertionError unless the service's committed schema allows this answer."""
    from jsonschema import Draft202012Validator

    contract = _contract(service)
    if contract is None:
        return
    # A path with an id in the place of its {name} fits too; one that has no {name} there comes first.
    for known, operations in sorted(contract["paths"].items(), key=lambda item: item[0].count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path) and method.lower() in operations:
            answer = operations[method.lower()]["responses"][str(status)]
            schema = answer["content"]["application/json"]["schema"]
            break
    else:
        raise AssertionError(f"{service} has no {method} {path} in its contract.")
    validator = Draft202012Validator({**schema, "components": contract["components"]})
    errors = [error.message for error in validator.iter_errors(json.loads(json.dumps(body, default=str)))]
    assert not errors, f"{service} would not answer {method} {path} so: {errors}"
