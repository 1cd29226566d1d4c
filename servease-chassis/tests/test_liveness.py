"""The container's health check says no when the one process of the container does not do its work."""

import os
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from chassis.liveness import answers, is_connected_to, role


@pytest.fixture
def web_process(monkeypatch):
    """A server on the port the check asks; its status is for the test to set."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(self.server.status if self.path == "/health/live/" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    server.status = 200
    monkeypatch.setenv("PORT", str(server.server_port))
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def database(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("DB_PORT", str(listener.getsockname()[1]))
        yield listener


def test_a_web_process_that_answers_is_well(web_process):
    answers("PORT")


def test_a_web_process_that_answers_with_an_error_is_not_well(web_process):
    web_process.status = 500
    with pytest.raises(SystemExit, match="/health/live/ answers 500"):
        answers("PORT")


def test_a_web_process_that_does_not_answer_fails_the_check_with_one_sentence(web_process):
    web_process.shutdown()
    web_process.server_close()
    check = subprocess.run(
        [sys.executable, "-m", "chassis.liveness"], env=os.environ, capture_output=True, text=True
    )
    assert check.returncode == 1
    assert check.stderr.startswith("/health/live/ does not answer:")
    assert "Traceback" not in check.stderr


def test_a_process_with_a_connection_to_what_feeds_it_is_well(database):
    with socket.create_connection(database.getsockname()):
        is_connected_to("DB_PORT")


def test_a_process_without_that_connection_is_not_well(database):
    with pytest.raises(SystemExit, match="DB_PORT"):
        is_connected_to("DB_PORT")


@pytest.mark.parametrize(
    ("command_line", "expected"),
    [
        (b"/opt/venv/bin/python\0/opt/venv/bin/servease\0web\0", "web"),
        (b"/opt/venv/bin/python\0-m\0gunicorn\0appointment_service.wsgi:application\0", "web"),
        (b"/opt/venv/bin/python\0/opt/venv/bin/servease\0events\0", "events"),
        (b"/opt/venv/bin/python\0manage.py\0events\0", "events"),
        (b"/opt/venv/bin/python\0/opt/venv/bin/servease\0worker\0", "worker"),
    ],
)
def test_the_role_is_read_from_the_process_itself(command_line, expected):
    assert role(command_line) == expected
