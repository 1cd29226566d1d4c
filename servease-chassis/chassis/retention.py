"""How long anything is kept that ages. One registry, worked off hourly by the events process.

A `retention.py` in an app says what ages there:

    keep(StoredReply, "answers kept under an Idempotency-Key", days=1, since="created_at")

docs/retention.md lists all of it; a test of each service holds the list to its registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import Error, connection, models
from django.db.models import Q
from django.utils import timezone

BATCH = 10_000
LOCK = 0x5E12EA5E0002
# Labels of the apps that every service installs.
IN_ALL = {"events", "idempotency"}

log = structlog.get_logger("retention")


def delete(rows: models.QuerySet[Any]) -> int:
    return rows.delete()[0]


@dataclass(frozen=True)
class Kept:
    """Rows of `model` that `where` names leave `age` after `since`; `loud` if that is worth an error."""

    model: type[models.Model]
    what: str
    age: timedelta
    since: str
    where: Callable[[], Q]
    loud: bool
    remove: Callable[[models.QuerySet[Any]], int] = delete

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
    remove: Callable[[models.QuerySet[Any]], int] = delete,
) -> None:
    """Register what leaves by itself `days` after the instant in the column `since`.

    `remove` is for rows that stand for something elsewhere, which goes first: it is given some of them, and
    says how many left.
    """
    _kept.append(Kept(model, what, timedelta(days=days), since, where, loud, remove))


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
        deleted = kept.remove(kept.model._base_manager.filter(pk__in=batch))
        total += deleted
        if deleted < BATCH:
            return total


def as_table(service: str) -> set[str]:
    """The lines of docs/retention.md that tell of this service: without its name what the chassis keeps."""
    return {
        ("| " if kept.model._meta.app_label in IN_ALL else f"| {service} | ")
        + f"{kept.what} | {_length(kept.age)} after `{kept.since}` |"
        for kept in _kept
    }


def _length(age: timedelta) -> str:
    if age < timedelta(days=1):
        return _counted(age.total_seconds() / 3600, "hour")
    return _counted(age.days, "day")


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"
