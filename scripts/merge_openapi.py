#!/usr/bin/env python3
"""Merge the services' contracts/openapi.yaml into the one document that the gateway serves.

merge_openapi.py            write nginx/docs/openapi.json
merge_openapi.py --check    write nothing; fail if it would change

A component that services describe alike is kept once; one that they describe differently is refused. Health
and internal addresses are left out: the gateway does not show them.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from services import SERVICES

Document = dict[str, Any]

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
PUBLIC = re.compile(r"/api/v1/(?P<noun>[a-z-]+)/(?!internal/)")
REFERENCE = "#/components/"
MERGED = Path("nginx/docs/openapi.json")

INFO = {
    "title": "ServEase API",
    "license": {"name": "MIT", "identifier": "MIT"},
    "contact": {"name": "The ServEase maintainers"},
    "version": (Path(__file__).resolve().parents[1] / "VERSION").read_text().strip(),
    "description": (
        "A garage's customers, vehicles, appointments and work, behind one gateway.\n\n"
        "On this page **Authorize** signs you in; elsewhere `POST /api/v1/auth/login/` gives a token. "
        "Errors are `application/problem+json` with a stable `code`. The gateway itself answers 413, 414, "
        "429, 431, 502 and 504 in the same shape. Every answer has an `X-Request-ID` to ask us about."
    ),
}

# A component is known by its kind and name, as in #/components/<kind>/<name>.
Component = tuple[str, str]


class SchemaError(Exception):
    """A service's schema is missing or cannot be merged; the message says why."""


def merge(schemas: dict[str, Document]) -> Document:
    schemas = {service: public_part(document) for service, document in schemas.items()}
    refuse_differing(schemas)
    merged: Document = {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": [],
        "paths": {},
        "components": defaultdict(dict),
    }
    operation_ids: dict[str, str] = {}
    for service, document in schemas.items():
        for path, item in document["paths"].items():
            if path in merged["paths"]:
                raise SchemaError(f"{service} describes {path}, which another service describes too.")
            merged["paths"][path] = item
            noun = PUBLIC.match(path)["noun"]
            for operation in operations(item):
                operation["tags"] = [noun]
                # A service without security for all leaves it out where none is needed; the merged document
                # has it for all, so that has to be said.
                operation.setdefault("security", document.get("security", []))
                first = operation_ids.setdefault(operation["operationId"], path)
                if first != path:
                    raise SchemaError(f"{path} and {first} share the operationId {operation['operationId']}.")
            tag = {"name": noun, "description": document["info"].get("description", ""), "x-service": service}
            if tag not in merged["tags"]:
                merged["tags"].append(tag)
        for (kind, name), component in components(document).items():
            merged["components"][kind][name] = component
    merged["paths"] = dict(sorted(merged["paths"].items()))
    merged["components"] = {
        kind: dict(sorted(found.items())) for kind, found in sorted(merged["components"].items())
    }
    return merged


def public_part(document: Document) -> Document:
    """The document without the addresses that the gateway does not show, and what only they lead to."""
    paths = {path: item for path, item in document["paths"].items() if PUBLIC.match(path)}
    all_components = components(document)
    reached: set[Component] = {(kind, name) for kind, name in all_components if kind == "securitySchemes"}
    waiting = list(references(paths))
    while waiting:
        component = waiting.pop()
        if component not in reached:
            reached.add(component)
            waiting.extend(references(all_components[component]))
    kept: dict[str, Document] = defaultdict(dict)
    for kind, name in reached:
        kept[kind][name] = all_components[kind, name]
    return {**document, "paths": paths, "components": kept}


def refuse_differing(schemas: dict[str, Document]) -> None:
    """A name means one thing: client libraries show it without the service that it comes from."""
    first: dict[Component, tuple[str, Any]] = {}
    for service, document in schemas.items():
        for component, description in components(document).items():
            other, known = first.setdefault(component, (service, description))
            if known != description:
                raise SchemaError(f"{other} and {service} describe {component[1]} differently; rename one.")


def components(document: Document) -> dict[Component, Any]:
    return {
        (kind, name): description
        for kind, found in document.get("components", {}).items()
        for name, description in found.items()
    }


def operations(item: Document) -> Iterator[Document]:
    return (operation for method, operation in item.items() if method in METHODS)


def references(part: Any) -> Iterator[Component]:
    """The components that a part of a document refers to."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" or (isinstance(value, str) and value.startswith(REFERENCE)):
                yield parsed(value)
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def parsed(reference: str) -> Component:
    kind, _, name = reference.removeprefix(REFERENCE).partition("/")
    return kind, name


def read_schemas(root: Path) -> dict[str, Document]:
    schemas = {}
    for service in SERVICES:
        file = root / service / "contracts/openapi.yaml"
        if not file.exists():
            raise SchemaError(f"{file.relative_to(root)} is missing; scripts/contracts.sh writes it.")
        schemas[service] = yaml.load(file.read_text(), Loader=yaml.CSafeLoader)
    return schemas


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    arguments = parser.parse_args()
    try:
        merged = merge(read_schemas(arguments.root))
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    text = json.dumps(merged, indent=1, ensure_ascii=False) + "\n"
    file = arguments.root / MERGED
    if not arguments.check:
        file.write_text(text)
        print(f"{MERGED}: {len(merged['paths'])} paths of {len(SERVICES)} services.")
        return 0
    if file.exists() and file.read_text() == text:
        return 0
    print(f"{MERGED} is not what the services' schemas make; run scripts/contracts.sh.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
