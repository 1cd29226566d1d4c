"""How much a page of a list reads of its tables, when there is little in them and when there is a lot.

Blocks are counted and not milliseconds: they are the same on every machine and under any load.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import msgspec
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from chassis.api.pagination import Cursor
from chassis.testing.orderings import PAGE, listings
from chassis.testing.prepared import blocks_of, planned_for_anybody, written_out

# What a page may read more: each of its rows, and what that is joined to by indexes, in blocks of its own. Of
# many rows a page of forty joined to two tables read 239; a scan of them reads a thousand.
MORE = 400
# Ids that sort by the row's number, as real ones do by time.
NUMBERED = "('01900000-0000-7000-8000-' || lpad(to_hex({}), 12, '0'))::uuid"
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
BY_TYPE: dict[str, str] = {
    "UUIDField": NUMBERED.format("i"),
    "DateTimeField": f"'{BEGINNING.isoformat()}'::timestamptz + i * interval '1 minute'",
    "BooleanField": "true",
    "JSONField": "'[]'",
    "ArrayField": "'{}'",
}

Fill = Callable[[int, int], None]
Rounds = Callable[[int, int], int]
Filters = Mapping[str, Mapping[str, str]]


def numbered(number: str) -> str:
    """The id, in SQL, of the row with this number: `numbered("i / 10")` is one of ten rows' parent."""
    return NUMBERED.format(f"({number})::bigint")


def one_of(*values: str) -> str:
    """In SQL, the values by turns."""
    return f"(ARRAY[{', '.join(repr(value) for value in values)}])[1 + i % {len(values)}]"


def add_rows(model: type[models.Model], first: int, last: int, /, **columns: str) -> None:
    """Store rows with the numbers `first` to `last`. Each column is SQL, in which `i` is the number; what is
    not named gets its default, null, or something of its type."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = ", ".join(columns.get(str(field.attname), _filling(field)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) "  # noqa: S608
            f"SELECT {values} FROM generate_series({first}, {last}) AS i"
        )


def pages_that_grow(
    client: Any, fill: Fill, filters: Filters, rounds: Rounds, ids: Mapping[str, Any] = MappingProxyType({})
) -> list[str]:
    """The pages that read more than twice as much of many rows as of few: without a filter, first and last
    page of each ordering, and the first page of each filter. `filters` are the values to filter by, by the
    end of the address; all of a list must be named. Lists below a thing are read of the one in `ids`, by what
    the route calls it."""
    few, many = rounds(1_000, 10_000), rounds(50_000, 1_000_000)
    with planned_for_anybody(), _patient():
        fill(1, few)
        before = dict(_blocks(client, filters, ids))
        fill(few + 1, many)
        after = dict(_blocks(client, filters, ids))
    return [
        f"{page}: {before[page]} blocks at {few:,} rows, {blocks} at {many:,}"
        for page, blocks in after.items()
        if blocks > 2 * before[page] + MORE
    ]


@contextmanager
def _patient() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        yield
        cursor.execute("RESET statement_timeout")


def _blocks(client: Any, filters: Filters, ids: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    for path, handler in listings(dict(ids)):
        chosen = next((chosen for end, chosen in filters.items() if path.endswith(end)), None)
        if chosen is None:
            continue
        unnamed = set(handler.filters) - set(chosen)
        assert not unnamed, f"{path} can be filtered by {sorted(unnamed)} too."
        for ordering in handler.orderings or [None]:
            params = {"ordering": ordering} if ordering else {}
            yield f"{path} {params} first", _read(client, path, params)
            yield (
                f"{path} {params} last",
                _read(client, path, {**params, **_far(client, path, handler, ordering)}),
            )
        for name, value in chosen.items():
            yield f"{path} {name}={value}", _read(client, path, {name: value})


def _far(client: Any, path: str, handler: Any, ordering: str | None) -> dict[str, str]:
    """The cursor before the last page: the last row but some, read from the other end."""
    name = ordering or handler.default[0]
    back = name.removeprefix("-") if name.startswith("-") else f"-{name}"
    if back not in handler.orderings:
        return {}
    page = client.get(path, {"ordering": back}).json()
    if not page["next"]:
        return {}
    found = Cursor.decode(page["next"].partition("cursor=")[2].partition("&")[0])
    return {"cursor": msgspec.structs.replace(found, ordering=name).encode()}


def _read(client: Any, path: str, params: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, params)
    assert answer.status_code == 200, answer.content
    return sum(blocks_of(query["sql"]) for query in captured if PAGE.search(written_out(query["sql"])))


def _filling(field: models.Field) -> str:
    kind = field.get_internal_type()
    if field.primary_key:
        return NUMBERED.format("i") if kind == "UUIDField" else "i"
    if field.null:
        return "NULL"
    if field.has_default() and not callable(field.default):
        return f"'{field.default}'"
    if "Integer" in kind or kind == "DecimalField":
        return "1"
    return BY_TYPE.get(kind, "''")
