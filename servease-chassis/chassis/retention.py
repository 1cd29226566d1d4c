"""How long anything is kept that ages. One registry, worked off hourly by the events process.

A `retention.py` in an app says what ages there:

    keep(StoredReply, "answers kept under an Idempotency-Key", days=1, since="created_at")

docs/retention.md lists all of it; a test of each service holds the list to its registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db import Error, connection, models
from django.db.models import Q
from django.utils import timezone

BATCH = 10_000
LOCK = 0x5E12EA5E0002

log = structlog.get_logger("retention")


@dataclass(frozen=True)
class Kept:
    """Rows of `model` that `where` names leave `age` after `since`; `loud` if that is worth an error."""

    model: type[models.Model]
    what: str
    age: timedelta
    since: str
    where: Callable[[], Q]
    loud: bool

    def expired(self) -> models.QuerySet[models.Model]:
        limit = timezone.now() - self.age
        return self.model._base_manager.filter(self.where(), **{f"{self.since}__lt": limit})


_kept: list[Kept] = []


def keep(
    model: type[models.Model],
    what: str,
    *,
    days: float,
    since: str,
    where: Callable[[], Q] = Q,
    loud: bool = False,
) -> None:
    """Register what leaves by itself `days` after the instant in the column `since`."""
    _kept.append(Kept(model, what, timedelta(days=days), since, where, loud))


def everything_kept() -> list[Kept]:
    return list(_kept)


def purge() -> None:
    """Delete what is over its time. Of replicas one does it; what one table refuses stops no other."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return
        for kept in _kept:
            _purge(kept)
    except Error as outage:
        log.warning("nothing purged", error=str(outage).strip())
    finally:
        connection.close()  # and with it the lock


def _purge(kept: Kept) -> None:
    try:
        count = _delete(kept)
    except Error as problem:
        log.warning("not purged", what=kept.what, error=str(problem).strip())
        return
    if count:
        (log.error if kept.loud else log.info)("purged", what=kept.what, count=count)


def _delete(kept: Kept) -> int:
    """In batches, so that a long backlog does not run into the timeout of statements."""
    total = 0
    while True:
        batch = kept.expired().values("pk")[:BATCH]
        deleted, _ = kept.model._base_manager.filter(pk__in=batch).delete()
        total += deleted
        if deleted < BATCH:
            return total


def as_table(service: str) -> set[str]:
    """The lines of docs/retention.md that tell of this service: without its name what the chassis keeps."""
    return {
        ("| " if kept.model.__module__.startswith("chassis.") else f"| {service} | ")
        + f"{kept.what} | {_length(kept.age)} after `{kept.since}` |"
        for kept in _kept
    }


def _length(age: timedelta) -> str:
    if age < timedelta(days=1):
        return f"{age.total_seconds() / 3600:g} hours"
    return f"{age.days} day{'s' if age.days > 1 else ''}"
