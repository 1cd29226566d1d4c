"""Celery with its schedule in one process."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from celery import Celery, bootsteps
from celery.beat import EmbeddedService

log = structlog.get_logger("jobs")


class Schedule(bootsteps.StartStopStep):
    """Celery's beat in a thread of the worker, not in a process that can die beside it."""

    def create(self, worker: Any) -> Any:
        folder = Path(os.environ.get("STATE_DIR", "/tmp"))
        beat = EmbeddedService(
            worker.app, thread=True, schedule_filename=str(folder / f"beat-{Path.cwd().name}")
        )
        beat.run = partial(_run_or_end, beat.run)
        return beat


def _run_or_end(run: Callable[[], None]) -> None:
    """A worker without its schedule would look well and do nothing; whoever watches it starts another."""
    try:
        run()
    except Exception:
        log.exception("the schedule ended, and with it the worker")
        os._exit(1)


def work(app: Celery) -> None:
    app.steps["worker"].add(Schedule)
    app.worker_main(
        ["worker", "--pool", "threads", "--concurrency", "4", "--loglevel", "warning",
         "--without-gossip", "--without-mingle"]
    )  # fmt: skip
