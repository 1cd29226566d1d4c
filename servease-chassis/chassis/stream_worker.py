"""gunicorn's asgi worker for answers that last: it says goodbye to who listens before it ends."""

import os
import signal
import socket
from typing import Any

from gunicorn.workers.gasgi import ASGIWorker

from chassis.prctl import end_with_parent_by

# What waits in the kernel for a client that does not read; beyond it the application knows that it waits.
SEND_BUFFER = 64 * 1024


class Worker(ASGIWorker):
    """The application has `end()`: after it each of its answers ends soon."""

    sockets: list[Any]

    def init_process(self) -> None:
        for listener in self.sockets:
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        super().init_process()

    def init_signals(self) -> None:
        """Stop when gunicorn's master is killed, instead of serving on beside the next one."""
        super().init_signals()
        end_with_parent_by(signal.SIGTERM)
        if os.getppid() != self.ppid:
            self.alive = False

    def handle_exit_signal(self) -> None:
        """Let go of the port at once: who comes back finds the next process, or is refused and tries on."""
        super().handle_exit_signal()
        for server in self.servers:
            server.close()
        self.asgi.end()
