"""What a service promises of its events: `contracts/events/<name>.json`, a JSON Schema (draft 7) each.

The producer holds every payload to it when it is emitted; readers test against its `examples`.
"""

import json
import os
import re
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import fastjsonschema
from django.conf import settings

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Validator(Protocol):
    def __call__(self, data: dict[str, Any]) -> Any: ...


def hold_to_contract(name: str, data: dict[str, Any]) -> None:
    """Raises LookupError for an event that nobody promised, ValueError for a payload that breaks its word."""
    try:
        _validator(_folder() / f"{name}.json")(data)
    except FileNotFoundError:
        raise LookupError(f"{name} has no contract: write contracts/events/{name}.json.") from None
    except fastjsonschema.JsonSchemaValueException as problem:
        raise ValueError(f"{name} is not what its contract says: {problem.message}.") from None


@cache
def _validator(path: Path) -> Validator:
    """Compiled once a process: then holding a payload to it costs two microseconds."""
    schema = json.loads(path.read_text())
    validator: Validator = fastjsonschema.compile(schema, formats={"uuid": _is_uuid})
    return validator


def _is_uuid(text: str) -> bool:
    return UUID_TEXT.fullmatch(text) is not None


def _folder() -> Path:
    folder: Path | None = getattr(settings, "EVENT_CONTRACTS", None)
    return folder or _own_folder(os.environ["DJANGO_SETTINGS_MODULE"])


@lru_cache(maxsize=1)
def _own_folder(settings_module: str) -> Path:
    file = import_module(settings_module).__file__
    assert file  # noqa: S101 - settings are a file
    return Path(file).resolve().parents[1] / "contracts" / "events"
