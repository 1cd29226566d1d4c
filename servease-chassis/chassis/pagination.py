"""Cursor paging over (ordering column, id): stable under inserts, and the last page as fast as the first.

Django REST framework's own cursor counts an offset among equal values, skips rows where more than a page of
them are equal, and answers 500 to a forged position; this one compares the pair.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import msgspec
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from chassis.errors import FOREIGN_CURSOR, INVALID_CURSOR
from chassis.representation import Representation

DEFAULT_PAGE_SIZE = 25
LARGEST_PAGE_SIZE = 100


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
    """One page of a queryset, in the shape `{"next", "previous", "results"}`."""

    queryset: QuerySet
    rows: Representation
    ordering: str
    size: int
    request: Request

    def answer(self) -> dict[str, Any]:
        text = self.request.query_params.get("cursor")
        cursor = Cursor.decode(text) if text else None
        if cursor and cursor.ordering != self.ordering:
            raise FOREIGN_CURSOR(field="cursor")
        backwards = bool(cursor and cursor.backwards)
        column = self.ordering.removeprefix("-")
        descending = self.ordering.startswith("-") != backwards
        queryset = self.queryset.order_by(*_order(column, descending))
        if cursor:
            queryset = queryset.filter(self._beyond(cursor, column, descending))
        found = self.rows.read(queryset[: self.size + 1], column, queryset.model._meta.pk.name)
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

    def _beyond(self, cursor: Cursor, column: str, descending: bool) -> Q:
        compare = "lt" if descending else "gt"
        try:
            value = self._field(column).to_python(cursor.value)
            identity = self.queryset.model._meta.pk.to_python(cursor.id)
        except (ValidationError, TypeError, ValueError) as error:
            raise INVALID_CURSOR(field="cursor") from error
        if value is None or identity is None:
            raise INVALID_CURSOR(field="cursor")
        if column in {"id", "pk"}:
            return Q(**{f"pk__{compare}": identity})
        return Q(**{f"{column}__{compare}": value}) | Q(**{column: value, f"pk__{compare}": identity})

    def _field(self, column: str) -> Any:
        try:
            return self.queryset.model._meta.get_field(column)
        except FieldDoesNotExist:
            return self.queryset.query.annotations[column].output_field

    def _link(self, position: Any, *, backwards: bool) -> str:
        value, identity = position
        cursor = Cursor(self.ordering, backwards, value, str(identity)).encode()
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)


def _order(column: str, descending: bool) -> list[str]:
    sign = "-" if descending else ""
    return [f"{sign}{column}"] if column in {"id", "pk"} else [f"{sign}{column}", f"{sign}pk"]
