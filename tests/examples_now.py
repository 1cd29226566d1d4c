"""The schema's examples as the documentation's page shows them today, by nginx/docs/examples.js."""

import json
import math
import random
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services import ROOT

DOCUMENT: dict[str, Any] = json.loads((ROOT / "nginx/docs/openapi.json").read_text())
NEXT_MONDAY = date(2026, 11, 30)
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(?=T|$)")
DIGITS = re.compile(r"000000(?!\d)")


def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """By operation id: method, path with its example ids, and the operation."""
    return {
        operation["operationId"]: (method.upper(), _filled(path, operation), operation)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
    }


def example_of(name: str, parameter: str) -> str:
    """What the page fills in for a parameter of an operation."""
    [example] = [one["example"] for one in operations()[name][2]["parameters"] if one["name"] == parameter]
    return str(example)


def body(operation: dict[str, Any]) -> Any:
    [example, *_] = operation["requestBody"]["content"]["application/json"]["examples"].values()
    return brought(example["value"])


def query(operation: dict[str, Any]) -> dict[str, Any]:
    """What the page fills in."""
    return {
        parameter["name"]: brought(parameter["example"])
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query" and "example" in parameter
    }


def brought(value: Any) -> Any:
    if isinstance(value, list):
        return [brought(one) for one in value]
    if isinstance(value, dict):
        return {name: brought(one) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    weeks = timedelta(weeks=math.ceil((tomorrow - NEXT_MONDAY) / timedelta(weeks=1)))
    value = DATE.sub(lambda found: (date.fromisoformat(found[0]) + weeks).isoformat(), value)
    # Not in an id.
    return value if len(value) == 36 else DIGITS.sub(lambda found: f"{random.randrange(10**6):06}", value)


def _filled(path: str, operation: dict[str, Any]) -> str:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
    return path.removeprefix("/api/v1/")
