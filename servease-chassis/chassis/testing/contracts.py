"""What a service promises in contracts/, held against its code, against itself and against its readers."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft7Validator, Draft202012Validator

from chassis.events.registry import all_subscriptions
from chassis.retention import as_table

CONTRACT = Path("contracts/openapi.yaml")
HOW_TO_RENEW = f"run: scripts/contracts.sh {Path.cwd().name}"


def committed_contract() -> dict[str, Any]:
    contract: dict[str, Any] = yaml.load(CONTRACT.read_text(), Loader=yaml.CSafeLoader)
    return contract


def is_what_the_code_says(folder: Path) -> bool:
    """Whether the committed contract is, to the letter, what drf-spectacular makes of the code today."""
    now = folder / "openapi.yaml"
    call_command("spectacular", file=str(now), validate=True, fail_on_warn=True)
    return now.read_text() == CONTRACT.read_text()


def generated() -> dict[str, Any]:
    """The contract that the code makes now."""
    written = StringIO()
    call_command("spectacular", stdout=written)
    contract: dict[str, Any] = yaml.load(written.getvalue(), Loader=yaml.CSafeLoader)
    return contract


def operations(contract: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in contract["paths"].values() for operation in path.values()]


def examples_outside_the_schema(contract: dict[str, Any]) -> list[str]:
    """The examples, by operation, that the schema beside them does not allow."""
    wrong = []
    for operation in operations(contract):
        for schema, example in _examples(operation):
            validator = Draft202012Validator(
                {**schema, "components": contract["components"]},
                format_checker=Draft202012Validator.FORMAT_CHECKER,
            )
            wrong += [
                f"{operation['operationId']}: {error.message}" for error in validator.iter_errors(example)
            ]
    return wrong


def bodies_and_parameters_without_example(contract: dict[str, Any]) -> list[str]:
    """What a reader of the documentation would have to make up."""
    missing = []
    for operation in operations(contract):
        name = operation["operationId"]
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            # A file has no text to show.
            if kind == "application/json" and not content.get("examples"):
                missing.append(f"{name}: body")
        missing += [
            f"{name}: {parameter['name']}"
            for parameter in operation.get("parameters", [])
            if "example" not in parameter and not parameter["schema"].get("examples")
        ]
    return missing


def news_read_and_not_promised() -> list[str]:
    """What our handlers read of events without saying so, or without its producer promising it."""
    wrong = []
    for name, subscription in all_subscriptions():
        contracts = list(Path("..").glob(f"*-service/contracts/events/{name}.json"))
        if subscription.reads is None:
            wrong.append(f"{subscription.key} does not say what it reads of {name}")
        wrong += [
            f"{subscription.key} reads {field}, which {name} does not promise"
            for contract in contracts
            for field in subscription.reads or ()
            if not _is_promised(json.loads(contract.read_text()), field)
        ]
    return wrong


def _is_promised(schema: dict[str, Any], field: str) -> bool:
    name, _, rest = field.partition(".")
    return name in schema["required"] and (not rest or _is_promised(schema["properties"][name], rest))


def event_examples_outside_their_schema() -> list[str]:
    """Our events whose examples, or lack of them, break their own contract."""
    wrong = []
    for path in Path("contracts").glob("events/*.json"):
        schema = json.loads(path.read_text())
        Draft7Validator.check_schema(schema)
        validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
        broken = [error.message for example in schema["examples"] for error in validator.iter_errors(example)]
        strict = schema["title"] == path.stem and schema["additionalProperties"] is False
        if broken or not schema["examples"] or not strict:
            wrong.append(
                f"{path.stem}: {broken or 'title, examples or additionalProperties: false is missing'}"
            )
    return wrong


def retention_and_its_document_differ() -> set[str]:
    """Lines that only one of docs/retention.md and the registry has, of this service or of all."""
    lines = Path("../docs/retention.md").read_text().splitlines()
    rows = {line for line in lines if " after `" in line}
    ours = {row for row in rows if row.count("|") == 3 or row.startswith(f"| {settings.SERVICE_NAME} |")}
    return ours ^ as_table(settings.SERVICE_NAME)


def _examples(operation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in part.get("content", {}).values():
            for example in content.get("examples", {}).values():
                yield content["schema"], example["value"]
    for parameter in operation.get("parameters", []):
        for value in parameter["schema"].get("examples", [parameter.get("example")]):
            yield parameter["schema"], value
