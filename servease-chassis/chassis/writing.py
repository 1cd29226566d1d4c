"""Writes that go to the database together, in one statement.

    with together():
        insert(vehicle)
        emit("vehicle.registered.v1", subject=vehicle.id, data=…)
        store_reply(vehicle)

What is written so is seen only behind the block, also by the database: no write finds what another does. What
a block's end has to know, as whether a key was taken already, is checked there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model
from django.db.models.expressions import DatabaseDefault

Returned = list[Any]


def _unchecked(returned: Returned) -> None:
    """Whatever it wrote is well."""


@dataclass(frozen=True)
class Write:
    """One write, which returns one column. Its `name` is what others in the same statement know it by.

    `before` are queries that it reads from ("counted AS (…), …"). Placeholders are named, and no two writes
    of a statement use one name. `check` is given what it returned, and raises if that will not do.
    """

    name: str
    sql: str
    values: Mapping[str, Any]
    before: str = ""
    check: Callable[[Returned], None] = _unchecked

    @property
    def queries(self) -> str:
        own = f"{self.name} AS ({self.sql})"
        return f"{self.before}, {own}" if self.before else own

    def and_(self, more: "Write") -> "Write":
        """One write of both. Of its values those differ that are lists, a place for each thing written."""
        joined = {
            name: [*value, *more.values[name]] if isinstance(value, list) else value
            for name, value in self.values.items()
        }
        if self.sql != more.sql or joined == self.values:
            raise TypeError(f"{self.name} is written once in a statement, or as lists.")
        return Write(self.name, self.sql, joined, self.before, self.check)


_waiting: ContextVar[dict[str, Write] | None] = ContextVar("waiting", default=None)


def write(one: Write) -> None:
    """Write it now, or with all others at the end of together()."""
    waiting = _waiting.get()
    if waiting is None:
        _execute([one])
    else:
        waiting[one.name] = waiting[one.name].and_(one) if one.name in waiting else one


def are_waiting() -> bool:
    """Whether writes wait for the end of together(), so that the database does not have them yet."""
    return bool(_waiting.get())


@contextmanager
def together() -> Iterator[None]:
    """What is written inside goes to the database at the end, in one statement; nothing if that is not
    reached. Inside another it is a part of that."""
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[str, Write] = {}
    before = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(before)
    if waiting:
        _execute(list(waiting.values()))


def insert(*rows: Model) -> None:
    """Store new rows of one model. Afterwards they are as if they had been read: jsonb in its order."""
    table = rows[0]._meta.db_table
    fields = [one for one in rows[0]._meta.concrete_fields if not isinstance(one, AutoField)]
    values: dict[str, Any] = {}
    lines = []
    for number, row in enumerate(rows):
        stored = {f"{table}_{field.column}_{number}": _stored(row, field, add=True) for field in fields}
        places = [_place(name, one) for name, one in stored.items()]
        lines.append(f"({', '.join(places)})")
        values |= stored
    columns = ", ".join(f'"{field.column}"' for field in fields)
    sql = f'INSERT INTO "{table}" ({columns}) VALUES {", ".join(lines)} RETURNING true'  # noqa: S608
    write(Write(f"{table}_inserted", sql, values))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def update(row: Model, names: Sequence[str]) -> None:
    """Store these fields of a row that is there."""
    table = row._meta.db_table
    fields = [one for one in row._meta.concrete_fields if one.name in names]
    values = {f"{table}_{field.column}": _stored(row, field, add=False) for field in fields}
    changes = ", ".join(f'"{field.column}" = %({table}_{field.column})s' for field in fields)
    sql = f'UPDATE "{table}" SET {changes} WHERE id = %({table}_updated)s RETURNING true'  # noqa: S608
    write(Write(f"{table}_updated", sql, {**values, f"{table}_updated": row.pk}))


def _place(name: str, value: Any) -> str:
    return "DEFAULT" if isinstance(value, DatabaseDefault) else f"%({name})s"


def _stored(row: Model, field: Field, *, add: bool) -> Any:
    value = field.pre_save(row, add)
    if isinstance(value, DatabaseDefault):
        return value
    if isinstance(field, JSONField) and value is not None:
        value = in_the_order_of_jsonb(value)
        setattr(row, field.attname, value)
    return field.get_db_prep_save(value, connection)


def in_the_order_of_jsonb(value: Any) -> Any:
    """As PostgreSQL gives it back: of an object the shorter keys first, and equally long ones by byte."""
    if isinstance(value, dict):
        in_order = sorted(value.items(), key=lambda item: (len(item[0].encode()), item[0].encode()))
        return {name: in_the_order_of_jsonb(one) for name, one in in_order}
    if isinstance(value, list | tuple):
        return [in_the_order_of_jsonb(one) for one in value]
    return value


def _execute(writes: list[Write]) -> None:
    queries = ", ".join(one.queries for one in writes)
    returned = ", ".join(f"ARRAY(SELECT * FROM {one.name})" for one in writes)  # noqa: S608
    values = {name: value for one in writes for name, value in one.values.items()}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {queries} SELECT {returned}", values)
        row = cursor.fetchone()
    for one, result in zip(writes, row, strict=True):
        one.check(result)
