"""Celery with its schedule in one process."""

import os
from pathlib import Path
from typing import Any

from celery import Celery, bootsteps
from celery.beat import EmbeddedService


class Schedule(bootsteps.StartStopStep):
    """Celery's beat in a thread of the worker, not in a process that can die beside it."""

    def create(self, worker: Any) -> Any:
        folder = Path(os.environ.get("STATE_DIR", "/tmp"))
        return EmbeddedService(
            worker.app, thread=True, schedule_filename=str(folder / f"beat-{Path.cwd().name}")
        )


def work(app: Celery) -> None:
    app.steps["worker"].add(Schedule)
    app.worker_main(
        ["worker", "--pool", "threads", "--concurrency", "4", "--loglevel", "warning",
         "--without-gossip", "--without-mingle"]
    )  # fmt: skip
