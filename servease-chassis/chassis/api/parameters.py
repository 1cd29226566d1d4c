"""What a request asks for in its query: each name once, none that is unknown, all mistakes told together."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty
from rest_framework.request import Request

from chassis.api.pagination import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE
from chassis.api.serializers import Serializer
from chassis.errors import BAD_PAGE_SIZE, GIVEN_TWICE, TOO_MANY_WORDS, UNKNOWN_ORDERING
from chassis.searching import mentioning, words_of

MOST_WORDS = 10

Search = Iterable[str] | Callable[[QuerySet, str], QuerySet]


def validated(
    serializer_class: type[serializers.BaseSerializer], data: Any, request: Request, partial: bool = False
) -> dict[str, Any]:
    serializer = serializer_class(data=data, partial=partial, context={"request": request})
    serializer.is_valid(raise_exception=True)
    values: dict[str, Any] = serializer.validated_data
    return values


def query_of(request: Request, expected: type[Serializer] | None, own: Iterable[str] = ()) -> dict[str, Any]:
    """The validated parameters, without those in `own`, whose values the caller reads."""
    rest = {name: value for name, value in request.query_params.items() if name not in own}
    values, _ = each_of(
        lambda: validated(expected or Serializer, rest, request) if rest or not _optional(expected) else {},
        lambda: _each_once(request),
    )
    parameters: dict[str, Any] = values
    return parameters


@cache
def _optional(expected: type[Serializer] | None) -> bool:
    """Whether nothing asked is nothing said, so that it need not be validated each time."""
    if expected is None:
        return True
    checks = ("validate", "to_internal_value", "run_validation")
    if any(getattr(expected, check) is not getattr(Serializer, check) for check in checks):
        return False
    return all(not field.required and field.default is empty for field in expected().fields.values())


def each_of(*parts: Callable[[], Any]) -> list[Any]:
    """What each part gives. What they refuse (400) is refused at once, so that no mistake hides another."""
    values: list[Any] = []
    faults: dict[str, Any] = {}
    for part in parts:
        try:
            values.append(part())
        except ValidationError as error:
            faults |= error.detail  # type: ignore[arg-type]
    if faults:
        raise ValidationError(faults)
    return values


def chosen_ordering(value: str | None, orderings: Mapping[str, str], default: str) -> tuple[str, str]:
    """The ordering by its name, and the column behind it."""
    if value is None:
        column = default.removeprefix("-")
        return default, orderings.get(column, column)
    if value.removeprefix("-") not in orderings or value.startswith("--"):
        raise UNKNOWN_ORDERING(field="ordering", orderings=", ".join(both_ways(orderings)))
    return value, orderings[value.removeprefix("-")]


def both_ways(orderings: Iterable[str]) -> list[str]:
    return [sign + name for name in orderings for sign in ("", "-")]


def page_size(value: str | None) -> int:
    if value is None:
        return DEFAULT_PAGE_SIZE
    if not (value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= LARGEST_PAGE_SIZE):
        raise BAD_PAGE_SIZE(field="page_size", largest=LARGEST_PAGE_SIZE)
    return int(value)


def search_of(value: str | None, search: Search) -> Callable[[QuerySet], QuerySet]:
    """What a search leaves of a queryset: rows in which each word occurs in one of the columns."""
    text = value or ""
    try:
        words = words_of(text)
    except ValidationError as error:
        raise ValidationError({"search": error.detail}) from error
    if len(words) > MOST_WORDS:
        raise TOO_MANY_WORDS(field="search", most=MOST_WORDS)
    if not words:
        return lambda rows: rows
    if callable(search):
        return lambda rows: search(rows, " ".join(words))
    return lambda rows: rows.filter(mentioning(words, search))


def description_of(search: Search) -> str:
    """What the contract says of it: of a function, its docstring."""
    if callable(search):
        return str(search.__doc__).partition("\n")[0]
    return f"At most {MOST_WORDS} words that must each occur in {', '.join(search)}."


def _each_once(request: Request) -> None:
    twice: dict[str, Any] = {}
    for name, values in request.query_params.lists():
        if len(values) > 1:
            twice |= GIVEN_TWICE(field=name).detail  # type: ignore[arg-type]
    if twice:
        raise ValidationError(twice)
