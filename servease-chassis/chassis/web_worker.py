"""gunicorn's worker with threads, which tells that it is alive also while all of them are busy."""

import errno
import os
import select
import signal
import socket
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

from chassis import json
from chassis.api.problems import CONTENT_TYPE, problem
from chassis.prctl import end_with_parent_by

# What operators look at, and most of all when nothing else answers any more.
FOR_OPERATORS = (b"GET /health/live/ ", b"GET /metrics ")
REFUSALS = {
    errors.LimitRequestLine: (414, "uri_too_long", "The address is too long."),
    errors.LimitRequestHeaders: (431, "headers_too_large", "The headers are too large."),
    errors.UnsupportedTransferCoding: (501, "not_implemented", "The server does not know that encoding."),
    errors.ParseException: (400, "bad_request", "The request is not well-formed."),
}
DEFECT = (500, "error", "The server failed; its log has the trace.")


class Worker(ThreadWorker):
    """Sees what a connection asks for before a thread is given to it.

    One thread is kept for what operators ask. A connection on which nothing was said yet takes no thread.
    What gunicorn itself refuses has our shape.
    """

    sockets: list[Any]

    def init_process(self) -> None:
        self.for_operators = ThreadPoolExecutor(max_workers=1, thread_name_prefix="operators")
        super().init_process()

    def init_signals(self) -> None:
        """Stop at once when gunicorn's master is killed, instead of serving on beside the next one."""
        super().init_signals()
        end_with_parent_by(signal.SIGTERM)
        if self.is_orphan():
            self.alive = False

    def is_orphan(self) -> bool:
        return os.getppid() != self.ppid

    def set_accept_enabled(self, enabled: bool) -> None:
        """Who stops takes what has come already, then lets go of the port.

        Held until the last answer, the port would be lost to the next process, and whoever connects meanwhile
        would wait for an answer that never comes instead of being refused.
        """
        super().set_accept_enabled(enabled)
        if enabled or (self.alive and not self.is_orphan()):
            return
        for listener in self.sockets:
            while select.select([listener], [], [], 0)[0]:
                self.accept(listener)
            listener.close()
        self.sockets = []

    def enqueue_req(self, conn: TConn) -> None:
        start = _start_of(conn.sock)
        if start is None and self.alive and not conn.initialized:
            silent: Future[Any] = Future()
            silent.set_result(_DEFER)
            self.finish_request(conn, silent)
            return
        pool = self.for_operators if start and start.startswith(FOR_OPERATORS) else self.tpool
        pool.submit(self.handle, conn).add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def _cap_keepalive(self, deadline: float) -> None:
        """A connection on which nothing was said holds up a stop no longer than one that is kept."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        found = (answer for kind, answer in REFUSALS.items() if isinstance(exc, kind))
        status, code, detail = next(found, DEFECT)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.exception("Error handling a request")
        else:
            self.log.warning("Not a request that we take: %s", type(exc).__name__)
        body = json.encode(problem(status, code, detail))
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nConnection: close\r\n"
            f"Content-Type: {CONTENT_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            util.write_nonblock(client, head.encode() + body)
        except OSError:
            self.log.debug("Failed to send an error.")


def _start_of(connection: socket.socket) -> bytes | None:
    """The first bytes that wait to be read, without reading them; None while there are none."""
    longest = max(map(len, FOR_OPERATORS))
    try:
        return connection.recv(longest, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError as error:
        return None if error.errno in {errno.EAGAIN, errno.EWOULDBLOCK} else b""
