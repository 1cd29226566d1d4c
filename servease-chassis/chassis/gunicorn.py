"""Gunicorn's settings. The log line a request is written by chassis.middleware, so there is no access log."""

import os
import tempfile
from typing import Any

from prometheus_client import multiprocess

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
timeout = 30
graceful_timeout = 10
keepalive = 75
accesslog = None
control_socket_disable = True
# Only the gateway reaches a service's port in production; it sets these headers itself.
forwarded_allow_ips = "*"


def post_fork(server: Any, worker: Any) -> None:
    from django.db import connections

    connections.close_all()


def child_exit(server: Any, worker: Any) -> None:
    multiprocess.mark_process_dead(worker.pid)
