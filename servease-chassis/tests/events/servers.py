"""Real servers and processes that tests may stop, kill and start again."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from redis import Redis, RedisError

HERE = Path(__file__).parent
CHASSIS = HERE.parents[1]


def eventually(holds: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something holds, and give what it gave."""
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.005)
    return result


class RedisServer:
    """A Redis of our own on a free port, that writes to disk as in production."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f"redis://:development-only@127.0.0.1:{self.port}/9"
        self.client = Redis.from_url(self.url, decode_responses=True)

    def start(self) -> None:
        options = {
            "port": self.port,
            "bind": "127.0.0.1",
            "requirepass": "development-only",
            "dir": self.folder,
            "appendonly": "yes",
            "save": "",
            "logfile": self.folder / "redis.log",
        }
        arguments = [text for name, value in options.items() for text in (f"--{name}", str(value))]
        self.process = subprocess.Popen(["redis-server", *arguments])
        eventually(self.answers)

    def answers(self) -> bool:
        with contextlib.suppress(RedisError):
            return self.client.ping()
        return False

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


class EventsProcess:
    """`manage.py events` in a process of its own, on this test's database and Redis.

    One that `dies` is begun again and again, and then dies a line later each time.
    """

    def __init__(
        self,
        redis_server: RedisServer,
        log: Path,
        instance: str,
        *,
        subscribes: bool = True,
        dies: bool = False,
    ) -> None:
        self.log = log
        configuration = {
            "DATABASES": {"default": {key: connection.settings_dict[key] for key in DATABASE_KEYS}},
            "REDIS_URL": redis_server.url,
            "INSTANCE": instance,
            "INSTALLED_APPS": ["chassis.events", "workshop"] if subscribes else ["chassis.events"],
        }
        self.environment = (
            os.environ
            | {
                "EVENTS_PROCESS_SETTINGS": json.dumps(configuration),
                "PYTHONPATH": str(CHASSIS),
                "PYTHONUNBUFFERED": "1",
            }
            | ({"DIES": "yes"} if dies else {})
        )
        self.start()

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, HERE / "events_process.py"],
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def begin(self) -> None:
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)

    def terminate(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def says(self, text: str, times: int = 1) -> bool:
        return self.log.read_text().count(text) >= times


DATABASE_KEYS = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
