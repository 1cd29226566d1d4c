"""Gunicorn's settings. chassis.middleware writes a line per request, so there is no access log."""

import gc
import os
import tempfile
from pathlib import Path
from socket import gethostname
from typing import Any

from gunicorn.glogging import Logger
from prometheus_client import multiprocess

from chassis import logs
from chassis.bodies import ends_in_time

service = Path.cwd().name
instance = os.environ.get("INSTANCE", f"{service}-{gethostname()}")


class LoggerWithoutAccessLog(Logger):
    """With `logconfig_dict` set, gunicorn would put together a line per request also for nobody."""

    def access(self, *arguments: Any) -> None:
        pass


logger_class = LoggerWithoutAccessLog
worker_class = "chassis.web_worker.Worker"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "6"))
preload_app = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
timeout = 30
graceful_timeout = 10
keepalive = 75
accesslog = None
logconfig_dict = logs.configuration(service, instance, os.environ.get("LOG_LEVEL", "INFO")) | {
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}}
}
control_socket_disable = True
# All that nginx lets through in its buffers of 8 KiB, so that it refuses what is too long, in our shape.
limit_request_line = 8190
limit_request_field_size = 16_380
limit_request_fields = 10_000
# Only the gateway reaches a service's port in production; it sets these headers itself.
forwarded_allow_ips = "*"


def when_ready(server: Any) -> None:
    """Before the first fork: what was loaded is garbage never, and need not be looked through for any.

    A request leaves hundreds of objects, which by the default are looked through every 700.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def post_fork(server: Any, worker: Any) -> None:
    from django.db import connections

    connections.close_all()


def pre_request(worker: Any, request: Any) -> None:
    """Announce that the connection closes where the body may not be read to its end.

    Whoever sends on a connection that was promised and is closed all the same loses that request.
    """
    if worker.cfg.keepalive and not ends_in_time(dict(request.headers)):
        request.force_close()


def child_exit(server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
