"""What a service's committed contract promises to answer: the stand-ins for it answer nothing else.

A test names what it is about; whatever else the contract requires is filled in from its own example. So a
field that a service adds to its answers breaks no test of its upstreams.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

SERVICES = Path.cwd().parent
# What stands for a value that no example shows.
PLAIN = {"string": "text", "integer": 1, "number": 1, "boolean": True, "array": [], "null": None}
BY_FORMAT = {
    "uuid": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11",
    "date-time": "2026-11-23T09:30:00Z",
    "date": "2026-11-23",
    "email": "someone@example.org",
    "uri": "https://example.org/",
}


def promised(service: str, method: str, path: str, status: int, body: Any) -> Any:
    """`body` with all that the contract requires beside. AssertionError if the contract does not allow it.

    The bytes of a file are answered as they are, where the contract answers with no JSON.
    """
    from jsonschema import Draft202012Validator

    contract = _contract(service)
    if contract is None:
        return body
    answer = _operation(contract, service, method, path)["responses"][str(status)]
    if "content" not in answer:
        return body
    if isinstance(body, bytes):
        assert "application/json" not in answer["content"], f"{service} answers {method} {path} with JSON."
        return body
    content = answer["content"]["application/json"]
    examples = [one["value"] for one in content.get("examples", {}).values()]
    schema = content["schema"]
    answer = json.loads(json.dumps(body, default=str))
    whole = _filled(contract, schema, {} if answer is None else answer, examples[0] if examples else None)
    validator = Draft202012Validator({**schema, "components": contract["components"]})
    errors = [error.message for error in validator.iter_errors(whole)]
    assert not errors, f"{service} would not answer {method} {path} so: {errors}"
    return whole


@cache
def _contract(service: str) -> dict[str, Any] | None:
    import yaml

    path = SERVICES / service / "contracts" / "openapi.yaml"
    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader) if path.exists() else None


def _operation(contract: dict[str, Any], service: str, method: str, path: str) -> dict[str, Any]:
    # A path with an id in the place of its {name} fits too; one that has no {name} there comes first.
    for known, operations in sorted(contract["paths"].items(), key=lambda item: item[0].count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path) and method.lower() in operations:
            operation: dict[str, Any] = operations[method.lower()]
            return operation
    raise AssertionError(f"{service} has no {method} {path} in its contract.")


def _filled(contract: dict[str, Any], schema: dict[str, Any], data: Any, example: Any) -> Any:
    schema = _resolved(contract, schema)
    if isinstance(data, list):
        one = example[0] if isinstance(example, list) and example else None
        return [_filled(contract, schema.get("items", {}), value, one) for value in data]
    if not isinstance(data, dict) or "properties" not in schema:
        return data
    shown = example if isinstance(example, dict) else {}
    whole = dict(data)
    for name, part in schema["properties"].items():
        if name in data:
            whole[name] = _filled(contract, part, data[name], shown.get(name))
        elif name in shown:
            whole[name] = shown[name]
        elif name in schema.get("required", []):
            whole[name] = _made_up(contract, part)
    return whole


def _made_up(contract: dict[str, Any], schema: dict[str, Any]) -> Any:
    schema = _resolved(contract, schema)
    for known in ("const", "default", "example"):
        if known in schema:
            return schema[known]
    for several in ("examples", "enum"):
        if schema.get(several):
            return schema[several][0]
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else "null" if "null" in kinds else kinds[0]
    if kind == "object":
        return _filled(contract, schema, {}, None)
    if kind == "string":
        return BY_FORMAT.get(schema.get("format", ""), PLAIN["string"])
    return PLAIN[kind]


def _resolved(contract: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, behind its references; of alternatives the first that is an object."""
    while True:
        if "$ref" in schema:
            schema = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        elif len(schema.get("allOf", [])) == 1:
            schema = schema["allOf"][0]
        elif schema.get("oneOf") or schema.get("anyOf"):
            options = schema.get("oneOf") or schema["anyOf"]
            schema = next((one for one in options if one.get("type") != "null"), options[0])
        else:
            return schema
