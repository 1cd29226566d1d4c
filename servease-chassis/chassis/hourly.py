"""What a service does by itself once an hour, in its events process.

An `hourly.py` in an app says what: `hourly(announce_by_date)`. Each replica does it, so it takes turns by
locks of its own, and does nothing twice.
"""

from collections.abc import Callable

import structlog
from django.db import connection

Work = Callable[[], None]
_work: list[Work] = []

log = structlog.get_logger("hourly")


def hourly(work: Work) -> None:
    """Register what is done every hour."""
    _work.append(work)


def work_through() -> None:
    """Do all of it; what fails stops nothing else, and is done an hour later."""
    for work in _work:
        try:
            work()
        except Exception:
            log.exception("not done this hour", work=f"{work.__module__}.{work.__qualname__}")
        finally:
            connection.close()
