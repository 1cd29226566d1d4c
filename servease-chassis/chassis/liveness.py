"""The container's health check: is its one process, whichever role it plays, doing its work?

`python -m chassis.liveness` exits 0 or says what is wrong. It imports neither Django nor the service, for it
runs every half minute in every container.

A web process must answer, and a stream. The others have no port: events is well while it is connected to the
database it relays from, and worker while it is connected to the Redis it takes jobs from.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ESTABLISHED = "01"


def role(command_line: bytes) -> str:
    """What a process was started as: `servease ROLE`, or gunicorn itself."""
    words = command_line.decode().split("\0")
    if "worker" in words:
        return "worker"
    return next((role for role in ("events", "stream") if role in words), "web")


def answers(variable: str) -> None:
    connection = HTTPConnection("127.0.0.1", int(os.environ[variable]), timeout=4)
    connection.request("GET", "/health/live/", headers={"Host": "localhost"})
    status = connection.getresponse().status
    if status != 200:
        sys.exit(f"/health/live/ answers {status}.")


def is_connected_to(variable: str) -> None:
    port = int(os.environ[variable])
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text().splitlines()[1:] if table.exists() else []:
            _, _, remote, state, *_ = line.split()
            if state == ESTABLISHED and int(remote.rsplit(":")[-1], 16) == port:
                return
    sys.exit(f"No connection to the port that {variable} names.")


def main() -> None:
    match role(Path("/proc/1/cmdline").read_bytes()):
        case "events":
            is_connected_to("DB_PORT")
        case "worker":
            is_connected_to("REDIS_PORT")
        case answering:
            try:
                answers("STREAM_PORT" if answering == "stream" else "PORT")
            except (OSError, HTTPException) as error:
                sys.exit(f"/health/live/ does not answer: {error}")


if __name__ == "__main__":
    main()
