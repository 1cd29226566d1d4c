"""Doing things at the same time, each on its own database connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_the_same_time(*work: Callable[[], Any]) -> list[Any]:
    """What each came to, in the order in which they are named: `at_the_same_time(*[book] * 20)`."""
    ready = Barrier(len(work), timeout=60)

    def run(one: Callable[[], Any]) -> Any:
        connection.ensure_connection()
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as crowd:
        return list(crowd.map(on_its_own_connection, [lambda one=one: run(one) for one in work]))


def on_its_own_connection(work: Callable[[], Any]) -> Any:
    """What a thread is given to do: its connection ends with it."""
    try:
        return work()
    finally:
        connection.close()
