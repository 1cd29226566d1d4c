"""What the documentation shows of bodies and parameters, so that it can be tried out as it stands.

Examples name the rows that `manage.py seed` makes in development. Their dates are as if the Monday to come
were NEXT_MONDAY: the documentation's page moves all of them by whole weeks, so that what is to come stays so,
on the same weekday, and what is nine days or more before that Monday has been. Six zeros in a row become
other digits there, where a value can be used only once.
"""

from datetime import date
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample

NEXT_MONDAY = date(2026, 11, 30)

# Of parameters that every service has. They are documented and not filled in by the page.
_KNOWN: dict[str, Any] = {
    "Idempotency-Key": "5f0c2d1e-8a37-4c55-9a43-7f1f9a2c6b10",
    "If-Match": '"0c1d2e3f"',
    "If-None-Match": '"0c1d2e3f"',
    "cursor": "cD0wMTkwMDAwMA",
    "page_size": 25,
    "search": "a",
}
_FILLED_IN: set[str] = set()


def seeded(number: int) -> str:
    """The id of a row that is seeded: the same in every service that names it."""
    return str(UUID(f"01900000-0000-7000-8000-{number:012}"))


def body(name: str, value: Any) -> OpenApiExample:
    """An example of a request; `name` says in a few words what it asks for."""
    return OpenApiExample(name, value, request_only=True)


def parameters(**examples: Any) -> None:
    """An example of each parameter, by its name, for all operations of this service."""
    _KNOWN.update(examples)


def filled_in(*names: str) -> None:
    """Optional parameters that the page fills in all the same, for one of several has to be given."""
    _FILLED_IN.update(names)


def show_in(operation: dict[str, Any]) -> None:
    """Give each parameter its example.

    What must be given, or is filled_in(), is filled in by the page (`example`); a filter that may be left out
    is shown beside the parameter (`schema.examples`), because a list that is filtered by all of them has no
    rows.
    """
    for parameter in operation.get("parameters", []):
        schema = parameter["schema"]
        example = _example_of(parameter["name"], schema)
        if example is None:
            continue
        if parameter.get("required") or parameter["name"] in _FILLED_IN:
            parameter["example"] = example
        else:
            parameter["schema"] = {**schema, "examples": [example]}


def _example_of(name: str, schema: dict[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("type") == "boolean":
        return True
    return _KNOWN.get(name)
