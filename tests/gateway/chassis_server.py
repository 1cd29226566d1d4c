"""The chassis behind its real server: gunicorn with chassis.gunicorn, on the sample service of its tests."""

import os
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from gateway_process import DEADLINE, Answer, free_port, until
from services import ROOT

SECRETS = ("SECRET_KEY", "CLIENT_SECRET", "REDIS_PASSWORD", "DB_PASSWORD")
NOWHERE = "127.0.0.1:1"
ENVIRONMENT = {
    **dict.fromkeys(SECRETS, "development-only-and-long-enough-to-be-a-secret"),
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DEBUG": "true",
    "DB_HOST": "127.0.0.1",
    "DB_PORT": "1",
    "DB_NAME": "nothing",
    "DB_USER": "nobody",
    "REDIS_HOST": "127.0.0.1",
    "REDIS_PORT": "1",
    "AUTH_SERVICE_URL": f"http://{NOWHERE}",
    "CUSTOMER_SERVICE_URL": f"http://{NOWHERE}",
    "CORS_ALLOWED_ORIGINS": "",
}
THREADS = 4


class ServedChassis:
    """One gunicorn. It reaches no database, which nothing that is refused unread asks for."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "served.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()",
                    "--config", "python:chassis.gunicorn", "--bind", f"127.0.0.1:{self.port}",
                ],
                cwd=ROOT / "servease-chassis",
                env={**os.environ, **ENVIRONMENT, "WEB_WORKERS": "1", "WEB_THREADS": str(THREADS)},
                stderr=log,
                stdout=log,
            )  # fmt: skip
        until(self.answers, "the served chassis answers")

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.ask("GET", "/health/live/").status == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: object = None, timeout: float = DEADLINE) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, encode_chunked=not isinstance(body, bytes | None))
            response = connection.getresponse()
            return Answer(response.status, response.msg, response.read())
        finally:
            connection.close()

    def begin(self, text: bytes) -> socket.socket:
        """A connection on which this much was said."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE)
        connection.sendall(text)
        return connection

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(DEADLINE)
