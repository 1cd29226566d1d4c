"""Write what the clients must know of each operation, from the merged schema; scripts/clients.sh calls it.

For each client a table that it runs by; for Python operations.pyi and codes.pyi, which a type checker reads.
"""

import argparse
import json
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = Path("nginx/docs/openapi.json")
TYPESCRIPT = Path("clients/typescript/src/operations.ts")
PYTHON = Path("clients/python/servease")
REFERENCE = "#/components/schemas/"
FORM = "multipart/form-data"
NAMED_FILE = {
    "type": "array",
    "prefixItems": [{"type": "string"}, {"type": "string", "format": "binary"}],
    "minItems": 2,
    "maxItems": 2,
}
WRITTEN = "Written by scripts/clients.sh from the document of all routes."


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    summary: str
    places: list[str]
    query: list[dict[str, Any]]
    body: str | None
    file: str | None
    answer: str | None
    row: str | None
    open: bool
    keyed: bool
    signs_in: bool
    takes_device: bool
    conditional: bool


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """All of them, by name, but for those that give a file: its address is for what reads such files."""
    found = [
        _operation(schema, path, method, described)
        for path, item in schema["paths"].items()
        for method, described in item.items()
        if not _gives_a_file(described)
    ]
    return iter(sorted(found, key=lambda one: one.name))


def _gives_a_file(described: dict[str, Any]) -> bool:
    contents = [answer.get("content", {}) for answer in _successes(described)]
    return any(content and "application/json" not in content for content in contents)


def _successes(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [answer for status, answer in described["responses"].items() if status.startswith("2")]


def _operation(schema: dict[str, Any], path: str, method: str, described: dict[str, Any]) -> Operation:
    parameters = described.get("parameters", [])
    headers = {one["name"] for one in parameters if one["in"] == "header"}
    answer = next(filter(None, map(_component, _successes(described))), None)
    row = None
    if answer and {"next", "results"} <= set(schema["components"]["schemas"][answer].get("properties", {})):
        row = _name(schema["components"]["schemas"][answer]["properties"]["results"]["items"])
    body = _component(described.get("requestBody", {}))
    return Operation(
        name=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        places=re.findall(r"{(\w+)}", path),
        query=[one for one in parameters if one["in"] == "query" and one["name"] != "cursor"],
        body=body,
        file=_file(schema, described.get("requestBody", {})),
        answer=answer,
        row=row,
        open=not described["security"],
        keyed="Idempotency-Key" in headers,
        signs_in=_has_tokens(schema, answer),
        takes_device=bool(body) and "device_token" in schema["components"]["schemas"][body]["properties"],
        conditional="If-Match" in headers,
    )


def _has_tokens(schema: dict[str, Any], answer: str | None) -> bool:
    """Whether somebody is signed in by it, perhaps after a second factor only."""
    shape = schema["components"]["schemas"].get(answer, {})
    whole = [answer, *map(_name, shape.get("anyOf", []))]
    return "SignedInAccount" in whole


def _component(content: dict[str, Any]) -> str | None:
    contents = content.get("content", {})
    shape = contents.get("application/json", contents.get(FORM, {})).get("schema")
    return _name(shape) if shape else None


def _file(schema: dict[str, Any], content: dict[str, Any]) -> str | None:
    """Which field of a form is the file."""
    if FORM not in content.get("content", {}):
        return None
    fields = schema["components"]["schemas"][_component(content)]["properties"]
    return next(name for name, shape in fields.items() if shape.get("format") == "binary")


def _name(shape: dict[str, Any]) -> str:
    return str(shape["$ref"].removeprefix(REFERENCE))


def typescript(found: list[Operation]) -> str:
    rows = []
    for one in found:
        marked = {
            "open": one.open,
            "keyed": one.keyed,
            "pages": one.row,
            "signsIn": one.signs_in,
            "takesDevice": one.takes_device,
        }
        marks = [word for word, is_marked in marked.items() if is_marked]
        entry = [f'method: "{one.method}"', f'path: "{one.path}"', *(f"{mark}: true" for mark in marks)]
        entry += [f'file: "{one.file}"'] if one.file else []
        rows.append(f"  {one.name}: {{ {', '.join(entry)} }},\n")
    return f"// {WRITTEN}\nexport const OPERATIONS = {{\n{''.join(rows)}}} as const;\n"


def table(found: list[Operation]) -> str:
    """What Python's methods are made of; `query` has the name of a parameter by the one that it has there."""
    rows = {
        _snake(one.name): {
            "method": one.method,
            "path": one.path,
            "summary": one.summary,
            "query": {_own_name(parameter): parameter["name"] for parameter in one.query},
            "open": one.open,
            "keyed": one.keyed,
            "pages": one.row is not None,
            **({"file": one.file} if one.file else {}),
            **({"signs_in": True} if one.signs_in else {}),
            **({"takes_device": True} if one.takes_device else {}),
        }
        for one in found
        if one.name not in KEPT_BY_THE_CLIENT
    }
    return json.dumps(rows, indent=1) + "\n"


def stubs(found: list[Operation]) -> str:
    methods = "\n\n".join(_stub(one) for one in found if one.name not in KEPT_BY_THE_CLIENT)
    return f'"""{WRITTEN}"""\n{STUBS_HEAD}{methods}\n'


# Signing out and renewing need the session's own tokens.
KEPT_BY_THE_CLIENT = {"signOut", "refreshToken"}
STUBS_HEAD = """
from collections.abc import Mapping
from typing import Literal, Unpack

from servease import types
from servease.pages import Pages
from servease.transport import Transport

class Operations(Transport):
    \"\"\"A method for each operation of the API.\"\"\"

"""
SIMPLE = {"string": "str", "integer": "int", "boolean": "bool", "number": "float"}


def _stub(one: Operation) -> str:
    """As `def cancel_appointment(self, appointment_id: str, *, …, **body: Unpack[types.…]) -> …`."""
    places = [f"{name}: str" for name in one.places]
    options = [_parameter(parameter) for parameter in one.query]
    options += ["if_match: Mapping[str, object] | str | None = None"] if one.conditional else []
    options += ["idempotency_key: str | None = None"] if one.keyed else []
    options.sort(key=lambda option: "=" in option)
    arguments = ", ".join(["self", *places, *(["*", *options] if options else [])])
    if one.body:
        arguments += f", **body: Unpack[types.{one.body}]"
    answer = f"Pages[types.{one.row}]" if one.row else f"types.{one.answer}" if one.answer else "None"
    return f'    def {_snake(one.name)}({arguments}) -> {answer}:\n        """{one.summary}"""'


def _snake(name: str) -> str:
    return re.sub("(?<!^)([A-Z])", r"_\1", name).lower()


def _parameter(parameter: dict[str, Any]) -> str:
    shape = parameter["schema"]
    kind = SIMPLE.get(str(shape.get("type")), "str")
    if words := shape.get("enum"):
        kind = f"Literal[{', '.join(map(json.dumps, words))}]"
    return f"{_own_name(parameter)}: {kind}" + ("" if parameter.get("required") else " | None = None")


def _own_name(parameter: dict[str, Any]) -> str:
    name = str(parameter["name"])
    return f"{name}_" if keyword.iskeyword(name) else name


def codes(schema: dict[str, Any]) -> dict[str, str]:
    """The exception's name of each code that has a component."""
    return {
        shape["properties"]["code"]["enum"][0]: name.removesuffix("Problem")
        for name, shape in flat(schema)["components"]["schemas"].items()
        if name.endswith("Problem") and "enum" in shape["properties"]["code"]
    }


def stubs_of_codes(found: dict[str, str]) -> str:
    imports = "from servease import types\nfrom servease.refusal import Refusal\n"
    by_code = "BY_CODE: dict[str, type[Refusal]]\n"
    classes = "".join(
        f'\nclass {name}(Refusal):\n    """`{code}`"""\n\n    problem: types.{name}Problem\n'
        for code, name in found.items()
    )
    return f'"""{WRITTEN}"""\n\n{imports}\n{by_code}{classes}'


def flat(schema: dict[str, Any]) -> dict[str, Any]:
    """The document without allOf in components: a TypedDict cannot say more of a field than its base does.

    A file is its name and its bytes.
    """
    schemas = schema["components"]["schemas"]

    def merged(shape: dict[str, Any]) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in shape["allOf"]:
            own = schemas[_name(part)] if "$ref" in part else part
            properties |= own.get("properties", {})
            required += own.get("required", [])
        return {"type": "object", "properties": properties, "required": sorted(set(required))}

    flattened = {name: merged(shape) if "allOf" in shape else shape for name, shape in schemas.items()}
    flattened = {name: _with_named_files(shape) for name, shape in flattened.items()}
    return {**schema, "components": {**schema["components"], "schemas": flattened}}


def _with_named_files(shape: dict[str, Any]) -> dict[str, Any]:
    properties = {
        name: NAMED_FILE if field.get("format") == "binary" else field
        for name, field in shape.get("properties", {}).items()
    }
    return {**shape, "properties": properties} if properties else shape


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--flat", type=Path, required=True, help="file that Python's types are made of")
    arguments = parser.parse_args()
    root = arguments.root
    schema = json.loads((root / SCHEMA).read_text())
    found = list(operations(schema))
    (root / TYPESCRIPT).write_text(typescript(found))
    (root / PYTHON / "operations.json").write_text(table(found))
    (root / PYTHON / "operations.pyi").write_text(stubs(found))
    (root / PYTHON / "codes.json").write_text(json.dumps(codes(schema), indent=1) + "\n")
    (root / PYTHON / "codes.pyi").write_text(stubs_of_codes(codes(schema)))
    arguments.flat.write_text(json.dumps(flat(schema)))


if __name__ == "__main__":
    main()
