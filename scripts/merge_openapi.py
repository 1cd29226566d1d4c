#!/usr/bin/env python3
"""Merge the services' contracts/openapi.yaml into the one document that the gateway serves.

merge_openapi.py            write nginx/docs/openapi.json
merge_openapi.py --check    write nothing; fail if it would change

A component that services describe alike is kept once; one that they describe differently, or that leads to
such a one, is kept for each under the service's name. Health and internal addresses are left out: the gateway
does not show them.
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
    names = component_names(schemas)
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
        document = renamed(document, names[service])
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
            merged["components"][kind][names[service].get((kind, name), name)] = component
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


def component_names(schemas: dict[str, Document]) -> dict[str, dict[Component, str]]:
    """For each service, the new names of those components that it does not describe as the others do."""
    described: dict[Component, dict[str, Any]] = defaultdict(dict)
    for service, document in schemas.items():
        for component, description in components(document).items():
            described[component][service] = description
    shared = {component: by_service for component, by_service in described.items() if len(by_service) > 1}
    differing = {
        component
        for component, by_service in shared.items()
        if any(description != next(iter(by_service.values())) for description in by_service.values())
    }
    # What looks alike but leads to something that differs, differs as well.
    while more := {
        component
        for component, by_service in shared.items()
        if component not in differing
        and any(differing & set(references(description)) for description in by_service.values())
    }:
        differing |= more
    names: dict[str, dict[Component, str]] = {service: {} for service in schemas}
    for kind, name in differing:
        for service in described[kind, name]:
            own_name = "".join(word.capitalize() for word in service.split("-")) + name
            if (kind, own_name) in described:
                raise SchemaError(f"{service} has a component {own_name} in the way of its {name}.")
            names[service][kind, name] = own_name
    return names


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


def renamed(part: Any, names: dict[Component, str]) -> Any:
    """A copy in which every reference to a renamed component has the new name."""
    if isinstance(part, dict):
        return {key: renamed(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [renamed(value, names) for value in part]
    if isinstance(part, str) and part.startswith(REFERENCE):
        kind, name = parsed(part)
        return f"{REFERENCE}{kind}/{names.get((kind, name), name)}"
    return part


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
