"""The schema of refusals: a component for each code, with its members, and what an operation says by status.

What many operations say alike is a component too: nine of ten of their answers are.
"""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from string import Formatter
from typing import Any, get_args

import msgspec
from drf_spectacular.plumbing import ResolvedComponent

from chassis import json
from chassis.api.headers import of_a_refusal, referred
from chassis.api.problems import CONTENT_TYPE, TITLES, address_of, address_of_field
from chassis.catalogue import refusals
from chassis.errors import RATE_LIMITED, Refusal
from chassis.framework_errors import NO_JSON

COMPONENT = "#/components/schemas/{name}"
PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457). Clients switch on `code`; `type` is the address of what it means.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "For people."},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "code", "request_id"],
}


def responses(
    registry: Any,
    own: Sequence[Refusal],
    of_fields: Sequence[tuple[str, Refusal]],
    of_its_kind: Sequence[Refusal],
) -> dict[str, Any]:
    """What an operation says of each status that it may refuse with: what it names, and what follows."""
    said = {}
    for status in sorted({one.status for one in (*own, *of_its_kind)}):
        named = [one for one in own if one.status == status]
        usual = [one for one in of_its_kind if one.status == status]
        fields = of_fields if status == HTTPStatus.BAD_REQUEST else ()
        response = _response(registry, status, [*named, *usual], fields)
        said[str(status)] = response if named or fields else _shared(registry, usual, response)
    return said


def _response(
    registry: Any, status: int, refused: Sequence[Refusal], of_fields: Sequence[tuple[str, Refusal]]
) -> dict[str, Any]:
    """What fields are refused with stands in `errors` of one of these, and has no schema of its own."""
    lines = [_said(one) for one in refused] + [_said_of(name, one) for name, one in of_fields]
    return {
        "description": "\n".join(dict.fromkeys(lines)),
        "headers": referred(registry, *of_a_refusal(status)),
        "content": {CONTENT_TYPE: {"schema": _one_of(refused)}},
    }


def _shared(registry: Any, refused: Sequence[Refusal], response: dict[str, Any]) -> dict[str, Any]:
    """Named by its status, and by what may be wrong of it: its body, or how often its account asks."""
    status = refused[0].status
    name = (TITLES.get(status) or HTTPStatus(status).phrase).replace(" ", "")
    name += "Body" if NO_JSON in refused else "Account" if RATE_LIMITED in refused else ""
    registry.register_on_missing(ResolvedComponent(name, "responses", schema=response, object=name))
    return {"$ref": f"#/components/responses/{name}"}


def component_name(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_")) + "Problem"


def readable(text: str) -> str:
    """The text of a refusal with dots for what it is filled in with."""
    parts = Formatter().parse(text)
    return "".join(part + ("…" if name is not None else "") for part, name, _, _ in parts).replace("….", "…")


def _said(refusal: Refusal) -> str:
    return f"- [`{refusal.code}`]({address_of(refusal.code)}): {readable(refusal.text)}"


def _said_of(field: str, refusal: Refusal) -> str:
    return f"- `{field}`: [`{refusal.code}`]({address_of_field(refusal.code)}): {readable(refusal.text)}"


def _one_of(refused: Iterable[Refusal]) -> dict[str, Any]:
    names = sorted({component_name(one.code) for one in refused})
    references = [{"$ref": COMPONENT.format(name=name)} for name in names]
    return references[0] if len(references) == 1 else {"oneOf": references}


def with_problems(result: dict[str, Any], generator: Any, **_: Any) -> dict[str, Any]:
    """Add the components that operations refer to: drf-spectacular would make one more of each code."""
    written = json.encode(result).decode()
    schemas = result["components"]["schemas"]
    for code in sorted({one.code for one in refusals() if not one.is_of_a_field}):
        name = component_name(code)
        if f'"{COMPONENT.format(name=name)}"' in written:
            problem, members = _problem(code)
            schemas |= {**members, name: problem, "Problem": PROBLEM}
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _problem(code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The one component of a code, and those of its members, which may be missing if not all have them."""
    alike = [one for one in refusals() if one.code == code and not one.is_of_a_field]
    kinds = {member: kind for one in alike for member, kind in one.members.items()}
    required = [
        member
        for member in kinds
        if all(member in one.members and member not in one.optional for one in alike)
    ]
    members, components = msgspec.json.schema_components(
        [_without_none(kind) for kind in kinds.values()], ref_template=COMPONENT
    )
    own = {
        "type": "object",
        "properties": {
            "code": {"type": "string", "enum": [code]},
            **{name: _typed(member) for name, member in zip(kinds, members, strict=True)},
        },
        "required": ["code", *required],
    }
    shared = {"$ref": COMPONENT.format(name="Problem")}
    description = f"{alike[0].status} `{code}`: {address_of(code)}"
    return {"description": description, "allOf": [shared, own]}, {
        name: {key: value for key, value in component.items() if key != "title"}
        for name, component in components.items()
    }


def _typed(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "string", **schema} if "enum" in schema else schema


def _without_none(kind: Any) -> Any:
    """What may be None is left out then, and never null."""
    others = [one for one in get_args(kind) if one is not type(None)]
    return others[0] if type(None) in get_args(kind) and len(others) == 1 else kind
