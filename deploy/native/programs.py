"""Stop or restart many of supervisor's programs at the same time; supervisorctl takes them one after another.

programs.py SOCKET stop|restart PROGRAM...
"""

import sys
import time
import xmlrpc.client
from typing import Any

from supervisor.states import STOPPED_STATES
from supervisor.xmlrpc import SupervisorTransport

SECONDS_TO_WAIT = 150


def connect(socket: str) -> Any:
    transport = SupervisorTransport(None, None, f"unix://{socket}")
    return xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport).supervisor


def stop(supervisor: Any, programs: list[str]) -> None:
    for program in programs:
        if supervisor.getProcessInfo(program)["state"] not in STOPPED_STATES:
            supervisor.stopProcess(program, False)
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while running := [p for p in programs if supervisor.getProcessInfo(p)["state"] not in STOPPED_STATES]:
        if time.monotonic() > deadline:
            sys.exit(f"These programs do not stop: {', '.join(running)}.")
        time.sleep(0.05)


def restart(supervisor: Any, programs: list[str]) -> None:
    stop(supervisor, programs)
    for program in programs:
        supervisor.startProcess(program, False)


if __name__ == "__main__":
    _, socket, verb, *names = sys.argv
    {"stop": stop, "restart": restart}[verb](connect(socket), names)
