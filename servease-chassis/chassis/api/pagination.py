"""Cursor paging over (ordering column, id): stable under inserts, and the last page as fast as the first.

Django REST framework's own cursor counts an offset among equal values, skips rows where more than a page of
them are equal, and answers 500 to a forged position; this one compares the pair, as one range of an index.
Rows in which the column is null come last in either direction.
"""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

import msgspec
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from chassis.api.representation import Representation
from chassis.errors import FOREIGN_CURSOR, INVALID_CURSOR

DEFAULT_PAGE_SIZE = 25
LARGEST_PAGE_SIZE = 100

Rows = Sequence[Sequence[Any]]


class Cursor(msgspec.Struct, array_like=True):
    """Where a page starts: beyond this value and id, in the direction given."""

    ordering: str
    backwards: bool
    value: str | int | float | bool | None
    id: str

    def encode(self) -> str:
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        try:
            return msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=cls)
        except (msgspec.DecodeError, binascii.Error, ValueError) as error:
            raise INVALID_CURSOR(field="cursor") from error


@dataclass(frozen=True)
class Page:
    """One page of a queryset, in the shape `{"next", "previous", "results"}`.

    `ordering` is what the client calls it, with its sign; `column` is what that orders by.
    """

    queryset: QuerySet
    rows: Representation
    ordering: str
    column: str
    size: int
    request: Request
    # How the rows of the first page are read, where it is by SQL that is kept.
    first: Callable[[int], Rows] | None = None

    def answer(self) -> dict[str, Any]:
        text = self.request.query_params.get("cursor")
        cursor = Cursor.decode(text) if text else None
        if cursor and cursor.ordering != self.ordering:
            raise FOREIGN_CURSOR(field="cursor")
        backwards = bool(cursor and cursor.backwards)
        found = self._found(cursor)
        more = len(found) > self.size
        found = found[: self.size]
        if backwards:
            found.reverse()
        has_next = bool(found) and (more if not backwards else True)
        has_previous = bool(found) and (more if backwards else cursor is not None)
        return {
            "next": self._link(found[-1][1], backwards=False) if has_next else None,
            "previous": self._link(found[0][1], backwards=True) if has_previous else None,
            "results": [shaped for shaped, _ in found],
        }

    def _found(self, cursor: Cursor | None) -> list[Any]:
        """The rows, and one more if there is one."""
        if self.first and cursor is None:
            return self.rows.shaped(self.first(self.size + 1), self.column, self._key)
        found: list[Any] = []
        for stretch in self.stretches(cursor):
            found += self.rows.read(stretch[: self.size + 1 - len(found)], self.column, self._key)
            if len(found) > self.size:
                break
        return found

    def stretches(self, cursor: Cursor | None) -> Iterator[QuerySet]:
        """The rows from the cursor on, each stretch of them one range of an index: those with a value, then,
        where the column may be null, those without. Walking back, the other way round."""
        backwards = bool(cursor and cursor.backwards)
        descending = self.ordering.startswith("-") != backwards
        if self._by_id or not self._field.null:
            yield self._stretch(self.queryset, self._position(cursor), descending)
            return
        position = self._position(cursor)
        kinds = [True, False] if backwards else [False, True]
        if position:
            kinds = kinds[kinds.index(position.value is None) :]
        for null in kinds:
            rows = self.queryset.filter(**{f"{self.column}__isnull": null})
            begun = position if position and (position.value is None) == null else None
            yield self._stretch(rows, begun, descending, by_id=null)

    def _stretch(
        self, rows: QuerySet, position: "Position | None", descending: bool, by_id: bool = False
    ) -> QuerySet:
        names = ["pk"] if by_id or self._by_id else [self.column, "pk"]
        sign = "-" if descending else ""
        if position:
            values = [position.identity] if len(names) == 1 else [position.value, position.identity]
            beyond = TupleLessThan if descending else TupleGreaterThan
            rows = rows.filter(beyond(Tuple(*map(F, names)), values))
        return rows.order_by(*[sign + name for name in names])

    def _position(self, cursor: Cursor | None) -> "Position | None":
        if cursor is None:
            return None
        identity = _typed(self.queryset.model._meta.pk, cursor.id)
        if self._by_id:
            return Position(None, identity)
        if cursor.value is None and not self._field.null:
            raise INVALID_CURSOR(field="cursor")
        return Position(_typed(self._field, cursor.value), identity)

    @property
    def _key(self) -> str:
        return str(self.queryset.model._meta.pk.name)

    @property
    def _by_id(self) -> bool:
        return self.column in {"id", "pk"}

    @property
    def _field(self) -> Any:
        try:
            return self.queryset.model._meta.get_field(self.column)
        except FieldDoesNotExist:
            return self.queryset.query.annotations[self.column].output_field

    def _link(self, position: Any, *, backwards: bool) -> str:
        value, identity = position
        cursor = Cursor(self.ordering, backwards, None if self._by_id else value, str(identity)).encode()
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)


def first_pages(
    rows: Representation, model: Any, orderings: Mapping[str, str]
) -> dict[str, Callable[[QuerySet], QuerySet]]:
    """How the first page of each ordering is read, where that is one stretch: the column is never null."""

    def reading(name: str, column: str) -> Callable[[QuerySet], QuerySet]:
        def read(queryset: QuerySet) -> QuerySet:
            page = Page(queryset, rows, name, column, 0, cast("Any", None))
            return next(page.stretches(None)).values_list(*rows.columns_and(column, page._key))

        return read

    return {
        name: reading(name, column)
        for name, column in orderings.items()
        if column in {"id", "pk"} or not model._meta.get_field(column).null
    }


class Position(NamedTuple):
    value: Any
    identity: Any


def _typed(field: Any, value: Any) -> Any:
    """What the column may hold. Raises InvalidField (400) for what was not taken from a link of ours."""
    try:
        typed = field.to_python(value)
        if isinstance(typed, str):
            ProhibitNullCharactersValidator()(typed)
            typed.encode()
        elif isinstance(typed, datetime):
            typed.astimezone(UTC)
        elif isinstance(typed, int | Decimal):
            field.run_validators(typed)
    except (ValidationError, ArithmeticError, TypeError, ValueError) as error:
        raise INVALID_CURSOR(field="cursor") from error
    if isinstance(typed, datetime) and typed.tzinfo is None:
        raise INVALID_CURSOR(field="cursor")
    return typed
