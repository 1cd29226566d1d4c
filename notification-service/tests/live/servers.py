"""A Redis and a stream of our own, which tests may stop, kill and start again."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from redis import Redis, RedisError

from chassis.events.event import Event, stream_of

SERVICE = Path(__file__).parents[2]


def eventually(holds, seconds=60):
    """Wait until something holds, and give what it gave."""
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.005)
    return result


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class RedisServer:
    """On a free port; what was written is there again after a stop."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://:development-only@127.0.0.1:{self.port}/0"
        self.client = Redis.from_url(self.url, decode_responses=True)

    def start(self):
        options = {
            "port": self.port,
            "bind": "127.0.0.1",
            "requirepass": "development-only",
            "dir": self.folder,
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "logfile": self.folder / "redis.log",
        }
        arguments = [text for name, value in options.items() for text in (f"--{name}", str(value))]
        self.process = subprocess.Popen(["redis-server", *arguments])
        eventually(self.answers)

    def answers(self):
        with contextlib.suppress(RedisError):
            return self.client.ping()
        return False

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    def lose_everything(self):
        self.client.flushall()

    def publish(self, name, **data):
        """Write an event as a relay does, with its producer's example and these fields; give its id."""
        [contract] = SERVICE.parent.glob(f"*-service/contracts/events/{name}.json")
        event = Event(
            id=uuid.uuid4(),
            name=name,
            subject=str(uuid.uuid4()),
            occurred_at=datetime.now(UTC),
            data={**json.loads(contract.read_text())["examples"][0], **data},
        )
        self.client.xadd(stream_of(name), event.as_entry())
        return str(event.id)


class StreamProcess:
    """`servease stream`, without a database behind the port that it knows for one."""

    def __init__(self, redis_server, folder, addresses):
        self.port = free_port()
        self.log = folder / f"stream-{self.port}.log"
        self.environment = os.environ | {
            "STREAM_PORT": str(self.port),
            "PORT": str(free_port()),
            "BIND": "127.0.0.1",
            "REDIS_HOST": "127.0.0.1",
            "REDIS_PORT": str(redis_server.port),
            "REDIS_PASSWORD": "development-only",
            "DB_PORT": "1",
            "STATE_DIR": str(folder),
            **addresses,
        }

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from chassis.run import main; main()", "stream"],
                cwd=SERVICE,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        eventually(self.answers)
        return self

    def answers(self):
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.get("/health/ready/").status == 200
        except OSError:
            return False

    def get(self, path, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def says(self, text):
        return text in self.log.read_text()
