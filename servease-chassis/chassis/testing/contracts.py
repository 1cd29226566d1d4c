"""What a service promises of itself in contracts/openapi.yaml, held against the code and against itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command
from jsonschema import Draft202012Validator

CONTRACT = Path("contracts/openapi.yaml")
HOW_TO_RENEW = f"run: scripts/contracts.sh {Path.cwd().name}"


def committed_contract() -> dict[str, Any]:
    contract: dict[str, Any] = yaml.safe_load(CONTRACT.read_text())
    return contract


def is_what_the_code_says(folder: Path) -> bool:
    """Whether the committed contract is, to the letter, what drf-spectacular makes of the code today."""
    now = folder / "openapi.yaml"
    call_command("spectacular", file=str(now), validate=True, fail_on_warn=True)
    return now.read_text() == CONTRACT.read_text()


def operations(contract: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in contract["paths"].values() for operation in path.values()]


def examples_outside_the_schema(contract: dict[str, Any]) -> list[str]:
    """The examples, by operation, that the schema beside them does not allow."""
    wrong = []
    for operation in operations(contract):
        for schema, example in _examples(operation):
            validator = Draft202012Validator({**schema, "components": contract["components"]})
            wrong += [
                f"{operation['operationId']}: {error.message}" for error in validator.iter_errors(example)
            ]
    return wrong


def _examples(operation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in part.get("content", {}).values():
            for example in content.get("examples", {}).values():
                yield content["schema"], example["value"]
