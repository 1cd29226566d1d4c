"""Locks in tests: every statement locks rows by themselves, and a race goes the way the test wants."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

JOINED_AND_LOCKED = re.compile(r"\bJOIN\b.*\bFOR (NO KEY )?UPDATE\b", re.DOTALL)


@contextmanager
def no_join_under_a_lock() -> Iterator[None]:
    """Fail on a statement that locks a join: after waiting, its row may be gone though it is there."""
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
    if JOINED_AND_LOCKED.search(sql):
        raise AssertionError(f"Lock by the key alone (chassis.locking), and read relations afterwards: {sql}")
    return execute(sql, parameters, many, context)


def until_somebody_waits(seconds: float = 60) -> None:
    """Return when another transaction waits for a lock that this one holds."""
    deadline = time.monotonic() + seconds
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone():
                return
    raise AssertionError(f"Nobody waits for this transaction, {seconds} s long.")
