"""nginx, run for real on a configuration that nginx/render.sh made."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from services import ROOT

ALLOWED_ORIGIN = "https://app.servease.test"
DEADLINE = 60


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Gateway:
    """One rendered configuration and the nginx that runs it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.environment = {
            "PATH": os.environ["PATH"] + ":/usr/sbin",
            "GATEWAY_PORT": str(self.port),
            "GATEWAY_STATE_DIR": str(folder / "state"),
            "GATEWAY_DOCS_DIR": str(folder / "docs"),
            "CORS_ALLOWED_ORIGINS": f"http://localhost:3000,{ALLOWED_ORIGIN}",
            # Out of the way of the tests that are not about rates.
            "RATE_LIMIT_API": "5000r/s",
            "RATE_LIMIT_AUTH": "5000r/s",
            **environment,
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def render(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "nginx/render.sh", self.folder / "configuration"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def collect_docs(self) -> None:
        subprocess.run(
            [ROOT / "nginx/collect_docs.sh", self.folder / "docs"],
            env={**self.environment, "PYTHON": sys.executable},
            check=True,
        )

    def start(self) -> None:
        rendered = self.render()
        assert rendered.returncode == 0, rendered.stderr
        self.run()

    def forget_probes_at_once(self) -> None:
        """For tests that are not about how long an answer about a service's health is kept."""
        (self.folder / "configuration/snippets/probe_cache.conf").write_text("")

    def run(self) -> None:
        """Start nginx on what is rendered, so that a test may change a line of it first."""
        self.process = subprocess.Popen(
            ["nginx", "-e", "stderr", "-c", self.folder / "configuration/nginx.conf", "-g", "daemon off;"],
            env=self.environment,
            stderr=subprocess.PIPE,
        )
        until(self.answers, "nginx answers")

    def answers(self) -> bool:
        if self.process.poll() is not None:
            assert self.process.stderr
            pytest.fail(f"nginx ended: {self.process.stderr.read().decode()}")
        try:
            return self.ask("GET", "/health").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(DEADLINE)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send exactly this: the path is not tidied up, and keyword X_Y is the header X-Y."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            response = connection.getresponse()
            return Answer(response.status, response.msg, response.read())
        finally:
            connection.close()

    def raw(self, text: bytes) -> bytes:
        """What comes back for bytes that no HTTP client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE) as connection:
            connection.sendall(text)
            received = b""
            while part := connection.recv(65536):
                received += part
        return received

    def log_line(self, request_id: str) -> dict[str, Any]:
        def find() -> dict[str, Any] | None:
            lines = (self.folder / "state/access.log").read_text().splitlines()
            found = [line for line in map(json.loads, lines) if line["request_id"] == request_id]
            assert len(found) < 2, "one line per request"
            return found[0] if found else None

        return until(find, f"the log line of {request_id}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.01)
    pytest.fail(f"Waited {DEADLINE} s in vain: {what}")
