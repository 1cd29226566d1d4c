"""Whether each ordering that a service offers is one range of an index, on the first page and deep down."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from chassis.api.pagination import DEFAULT_PAGE_SIZE, Cursor
from chassis.testing.prepared import written_out
from chassis.testing.routes import filled, reads

# With these off a plan sorts, or reads a whole table, only where no index serves, however few rows there are.
OTHER_WAYS = ("seqscan", "bitmapscan", "sort", "incremental_sort", "hashjoin", "mergejoin")
PAGE = re.compile(rf" ORDER BY .* LIMIT {DEFAULT_PAGE_SIZE + 1}$")
SOMEWHERE = UUID("01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f")
VALUES: dict[str, Any] = {
    "DateTimeField": "2026-11-23T09:30:00Z",
    "DateField": "2026-11-23",
    "IntegerField": 7,
    "BooleanField": True,
    "DecimalField": "7",
}


def orderings_without_index(client: Any, **ids: Any) -> list[str]:
    """What sorts or filters, seen by `client`. `ids` are the values for what stands in paths; lists inside a
    thing of which no id is given are left out."""
    return [
        f"{path} by {ordering}: {step}"
        for path, handler in listings(ids)
        for ordering, column in {**handler.orderings, handler.default[0]: handler.default[1]}.items()
        for cursor in [None, *_deep(ordering, column, _model(handler.lists))]
        for step in _steps_too_many(client, path, ordering if ordering in handler.orderings else None, cursor)
    ]


def listings(ids: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each list with its address, of those whose ids are given."""
    for route, handler in reads(get_resolver()):
        inside = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if hasattr(handler, "lists") and set(inside) <= ids.keys():
            yield filled(route, ids, None), handler


def _model(response: Any) -> Any:
    shape: Any = response if isinstance(response, type) else next(iter(response.values()))
    return shape.Meta.model


def _deep(ordering: str, column: str, model: Any) -> list[str]:
    """Cursors in the middle; where the column may be null, also among the rows without a value."""
    by_id = column in {"id", "pk"}
    field = model._meta.pk if by_id else model._meta.get_field(column)
    key = "7" if "AutoField" in model._meta.pk.get_internal_type() else str(SOMEWHERE)
    values: list[str | int | None] = [None] if by_id or field.null else []
    if not by_id:
        kind = re.sub(r".*IntegerField", "IntegerField", field.get_internal_type())
        values.append(VALUES.get(kind, "m"))
    return [
        Cursor(ordering, backwards, value, key).encode() for value in values for backwards in (False, True)
    ]


def _steps_too_many(client: Any, path: str, ordering: str | None, cursor: str | None) -> list[str]:
    params = {"ordering": ordering, "cursor": cursor}
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, {name: value for name, value in params.items() if value})
    assert answer.status_code == 200, answer.content
    pages = [sql for query in captured if PAGE.search(sql := written_out(query["sql"]))]
    assert pages, f"{path} reads no page."
    return [step for sql in pages for step in _bad_steps(_plan(sql))]


def _plan(sql: str) -> dict[str, Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = off" for way in OTHER_WAYS))
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql.replace('%', '%%')}")
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
        transaction.set_rollback(True)
    return plan


def _bad_steps(step: dict[str, Any]) -> Iterator[str]:
    """Sorting, and comparing with the cursor's position row by row instead of starting there."""
    if "Sort" in step["Node Type"]:
        yield f"sorts by {', '.join(step['Sort Key'])}"
    if "ROW(" in step.get("Filter", ""):
        yield f"filters {step['Filter']}"
    for inner in step.get("Plans", []):
        yield from _bad_steps(inner)
