"""Doing the same thing at the same time, each on its own database connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_the_same_time(*work: Callable[[], Any]) -> list[Any]:
    ready = Barrier(len(work), timeout=10)

    def run(one: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait()
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as crowd:
        return list(crowd.map(run, work))
