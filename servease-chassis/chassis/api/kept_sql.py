"""Reads that keep their compiled SQL: building and compiling it anew is half of what a read costs.

`@operation(response=…, keeps_sql=True)` and `@listing(…, keeps_sql=True)` are for handlers whose rows follow
from who asks, by role and id, and from the ids in the path. Such a handler is run once per role, by a caller
and with ids that stand for all others, and its SQL is kept; requests put their own ids in. What depends on
anything else cannot be kept, and that fails the start of the service: see `prepare`. Ids are read as text,
as JSON has them, so that nothing may be computed from one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import JSONField, QuerySet
from django.urls import get_resolver

from chassis.api.answers import Fetched
from chassis.api.pagination import first_pages
from chassis.api.representation import Representation, representation
from chassis.auth.actor import ACCOUNT_ROLES, Actor

CALLER = ""
# PostgreSQL plans what it keeps for the usual caller. Of one who has next to nothing all rows may as well be
# sorted; of one who has thousands that takes a hundred times as long as fifty by the list's index.
WITHOUT_SORTING = "SET LOCAL enable_sort = off"
KNOWN_BY_ROLE = {"is_authenticated", "is_customer", "is_staff", "is_admin", "is_service"}

Ids = Mapping[str, UUID]
# From the queryset of a handler to the one that is read: its columns, and its order.
Reading = Callable[[QuerySet], QuerySet]

_declared: list["KeptSQL"] = []


class CannotBeKept(TypeError):
    """The SQL of a handler depends on more than role, caller and path."""


class Statement(NamedTuple):
    """`places` are whose ids the parameters are, `documents` the numbers of the columns that are jsonb,
    `queryset` tells of which model the rows are, `planning` how PostgreSQL is to plan it."""

    sql: str
    places: tuple[str, ...]
    documents: tuple[int, ...]
    queryset: QuerySet
    planning: str = ""

    def fetch(self, caller: Any, path: Ids, limit: int) -> list[Any]:
        if not self.sql:
            return []
        ids = {CALLER: caller.id, **path}
        # The limit is no parameter: a plan for any limit is not one for a page.
        sql, values = f"{self.sql} LIMIT {limit}", [ids[place] for place in self.places]
        rows: list[Any] = connection.fetch_prepared(sql, values, self.planning)  # type: ignore[attr-defined]
        return [self._decoded(row) for row in rows] if self.documents else rows

    def _decoded(self, row: Sequence[Any]) -> list[Any]:
        """Django has the driver leave jsonb as text, and decodes it itself."""
        values = list(row)
        for place in self.documents:
            if values[place] is not None:
                values[place] = msgspec.json.decode(values[place])
        return values


class KeptSQL:
    """What one handler keeps: a statement for each role and reading, such as an ordering of a list."""

    def __init__(
        self, handler: Callable[..., Any], rows: Representation, readings: Mapping[str, Reading]
    ) -> None:
        self.handler = handler
        self.rows = rows
        self.readings = readings
        self.path = list(handler.__annotations__.keys() - {"request", "return"})
        self._statements: dict[tuple[str, str], Statement] = {}
        if unfit := [name for name in self.path if handler.__annotations__[name] is not UUID]:
            raise CannotBeKept(f"{handler.__qualname__}: {', '.join(unfit)} of its path is no UUID.")
        _declared.append(self)

    def statement(self, role: str, reading: str = "") -> Statement:
        known = self._statements.get((role, reading))
        if known is None:
            known = self._statements[role, reading] = self._for_role(role, self.readings[reading])
        return known

    def row(self, caller: Any, path: Ids) -> Fetched:
        return Fetched(self.statement(caller.role).fetch(caller, path, 1))

    def _for_role(self, role: str, reading: Reading) -> Statement:
        """Twice by others, and once by somebody who is what they ask for: that must not show in the SQL."""
        names = [CALLER, *self.path]
        found = [self._as_run_with(role, {name: uuid4() for name in names}, reading) for _ in range(2)]
        found.append(self._as_run_with(role, dict.fromkeys(names, uuid4()), reading))
        if len({statement.sql for statement in found}) > 1:
            raise CannotBeKept(f"{self.handler.__qualname__}: its SQL depends on which ids it is given.")
        return found[0]

    def _as_run_with(self, role: str, ids: Ids, reading: Reading) -> Statement:
        request = SimpleNamespace(user=_Anybody(role, ids[CALLER]), query_params={})
        path = {name: ids[name] for name in self.path}
        try:
            with connection.execute_wrapper(_refuse_to_ask):
                queryset = self.handler(None, request, **path)
                named = {value: name for name, value in ids.items()}
                return _statement_of(reading(queryset), named, self.rows.computed)
        except Exception as error:
            raise CannotBeKept(f"{self.handler.__qualname__}: {error}") from error


def kept_row(handler: Callable[..., Any], response: Any) -> KeptSQL:
    """What an operation keeps that answers one row."""
    rows = _columns_of(handler, response)
    return KeptSQL(handler, rows, {"": lambda queryset: queryset.values_list(*rows.columns)})


def kept_pages(handler: Callable[..., Any], response: Any, orderings: Mapping[str, str]) -> KeptSQL:
    """What a list keeps: the first page of each ordering."""
    rows = _columns_of(handler, response)
    return KeptSQL(handler, rows, first_pages(rows, response.Meta.model, orderings))


def _columns_of(handler: Callable[..., Any], response: Any) -> Representation:
    if handler.__name__ != "get" or not isinstance(response, type):
        raise CannotBeKept(f"{handler.__qualname__}: only a GET that answers everybody in one shape.")
    rows = representation(response)
    if rows.lists:
        raise CannotBeKept(f"{handler.__qualname__}: the lists inside its rows are read by the ORM.")
    return rows


def _statement_of(queryset: QuerySet, named: Mapping[UUID, str], computed: Sequence[int]) -> Statement:
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return Statement("", (), (), queryset)
    if queryset.query.is_sliced or queryset.query.select_for_update:
        raise CannotBeKept("it is limited or locked already.")
    if foreign := [value for value in values if not isinstance(value, UUID) or value not in named]:
        raise CannotBeKept(f"{foreign[0]!r} is neither the caller's id nor one of the path's.")
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    converted = compiler.get_converters(columns)
    if not all(_is_document(column) for _, column in converted.values()):
        raise CannotBeKept("it reads a column that Django converts, such as a duration.")
    if any(columns[place].output_field.db_type(connection) == "uuid" for place in computed):
        raise CannotBeKept("a Computed field of its answer reads an id, which is read as text here.")
    places = tuple(named[value] for value in values)
    return Statement(sql, places, tuple(converted), queryset, _planning_of(queryset))


def _planning_of(queryset: QuerySet) -> str:
    """Every list has an index by which its rows come in the order of their ids; in others not each has."""
    return WITHOUT_SORTING if queryset.query.order_by in {("pk",), ("-pk",)} else ""


def _is_document(column: Any) -> bool:
    field = getattr(column, "target", None)
    return type(field) is JSONField and field.decoder is None


class _Anybody:
    """A caller of whom nothing is known but role and id."""

    def __init__(self, role: str, identity: UUID) -> None:
        self.id = identity
        self.role = role

    def __getattr__(self, name: str) -> Any:
        if name in KNOWN_BY_ROLE:
            return getattr(Actor(self.id, self.role), name)  # type: ignore[arg-type]
        raise CannotBeKept(f"it reads {name} of the caller.")


def _refuse_to_ask(execute: Any, sql: str, *_: Any) -> None:
    raise CannotBeKept(f"it asks the database itself: {sql}")


def prepare() -> None:
    """Compile all that is kept, before the first request. Raises CannotBeKept."""
    _ = get_resolver().url_patterns  # handlers declare themselves as their module is loaded
    for kept in _declared:
        for reading in kept.readings:
            for role in sorted(ACCOUNT_ROLES):
                kept.statement(role, reading)
