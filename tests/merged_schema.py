"""What the merged schema says of each operation, and how one of them is sent."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import requests

SCHEMA = json.loads((Path(__file__).parents[1] / "nginx/docs/openapi.json").read_text())


class Operation(NamedTuple):
    name: str
    method: str
    path: str

    @property
    def described(self) -> dict[str, Any]:
        described: dict[str, Any] = SCHEMA["paths"][f"/api/v1/{self.path}"][self.method.lower()]
        return described

    @property
    def takes_files(self) -> bool:
        return "multipart/form-data" in self.described.get("requestBody", {}).get("content", {})


OPERATIONS = {
    described["operationId"]: Operation(
        described["operationId"], method.upper(), path.removeprefix("/api/v1/")
    )
    for path, item in SCHEMA["paths"].items()
    for method, described in item.items()
}


def how_to_send(operation: Operation, said: Any) -> dict[str, Any]:
    """As `requests` is given it: what a GET says is its query."""
    if operation.method == "GET":
        # A stream has no end; that it began is enough here.
        return {"params": said, "stream": True}
    if operation.takes_files:
        return {
            "files": {
                name: value if isinstance(value, tuple) else (None, value) for name, value in said.items()
            }
        }
    return {"json": said}


def resolved(described: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to."""
    if "$ref" not in described:
        return described
    _, kind, name = described["$ref"].removeprefix("#/").split("/")
    found: dict[str, Any] = SCHEMA["components"][kind][name]
    return found


def media_type_of(answer: requests.Response) -> str:
    return answer.headers.get("Content-Type", "").partition(";")[0]
