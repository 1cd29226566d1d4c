"""Taking turns: at a row, or at something that has none. Both last until the transaction ends."""

from typing import Any, TypeVar

from django.db import connection, models

from chassis.errors import NotFound

Row = TypeVar("Row", bound=models.Model)


def locked(rows: "models.QuerySet[Row]", pk: Any, *, no_key: bool = False) -> Row:
    """The row of this key among `rows`, which nobody else changes meanwhile. Raises NotFound (404).

    It is locked alone. Who waited for it is given its columns as they are now, but PostgreSQL would join it
    to what it was joined to before: a relation that changed meanwhile would make the row look as if it were
    gone. So `rows` may not join, and relations are read afterwards. `no_key` lets rows that refer to it come
    and go meanwhile.
    """
    found = rows.select_related(None).select_for_update(no_key=no_key).filter(pk=pk).order_by()
    if sum(1 for uses in found.query.alias_refcount.values() if uses) > 1:
        raise TypeError(
            f"Lock a {rows.model.__name__} by its key alone; read afterwards what it is joined to."
        )
    row = next(iter(found), None)
    if row is None:
        raise NotFound
    return row


def take_turns(over: str) -> None:
    """Wait until no other transaction takes turns over this, or shares it."""
    _wait(_turns(over))


def share(over: str, *turns: str) -> None:
    """Go beside all others who share this, and wait for those who take turns over it; then take turns."""
    _wait(("pg_advisory_xact_lock_shared", over), *map(_turns, turns))


def _turns(over: str) -> tuple[str, str]:
    return "pg_advisory_xact_lock", over


def _wait(*locks: tuple[str, str]) -> None:
    """One after the other, in one statement: what is read next is as those left it who were waited for."""
    calls = ", ".join(f"{function}(hashtextextended(%s, 0))" for function, _ in locks)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [over for _, over in locks])
