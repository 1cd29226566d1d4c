"""A process that is told to end while it starts ends at once, also as the first process of its container."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "user-service"


@pytest.fixture
def starting(monkeypatch, tmp_path):
    """A web process that waits for a database, which takes its connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as database:
        database.settimeout(30)
        settings = {
            "DEBUG": "true",
            "SECRET_KEY": "development-only-secret-key-that-is-long-enough",
            "DB_HOST": "127.0.0.1",
            "DB_PORT": str(database.getsockname()[1]),
            "STATE_DIR": str(tmp_path),
        }
        process = subprocess.Popen(
            [sys.executable, "-c", "from chassis.run import main; main()", "web"],
            cwd=SERVICE,
            env=os.environ | settings,
        )
        connection, _ = database.accept()
        yield process
        connection.close()
        process.kill()
        process.wait()


def test_a_process_that_still_starts_ends_when_it_is_told_to(starting):
    starting.send_signal(signal.SIGTERM)
    assert starting.wait(timeout=60) == 128 + signal.SIGTERM
