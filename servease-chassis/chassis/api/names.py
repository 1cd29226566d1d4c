"""What a client library calls things: operations by a verb and its object, components by a noun.

A name is made of method and path; a view gives its own in `names` where that says too little.
"""

from typing import Any

import inflection

PUBLIC, INTERNAL = "/api/v1/", "/internal/"
VERBS = {"GET": "read", "POST": "add", "PUT": "replace", "PATCH": "change", "DELETE": "remove"}
# drf-spectacular would make components of what stands for an empty text and for null.
NOTHING = {
    "#/components/schemas/Blank": {"type": "string", "enum": [""]},
    "#/components/schemas/Null": {"type": "null"},
}


def operation_name(method: str, path: str, *, lists: bool = False, is_also_read: bool = True) -> str:
    """`readVehicle` of GET vehicles/{vehicle_id}/, `cancelAppointment` of POST appointments/{…}/cancel/.

    A POST to an address that `is_also_read` adds to it; at one of its own the last word is the verb.
    """
    if path.startswith(INTERNAL):
        public = PUBLIC + path.removeprefix(INTERNAL)
        return operation_name(method, public, lists=lists, is_also_read=is_also_read) + "ForServices"
    segments = path.removeprefix(PUBLIC).strip("/").split("/")
    words = [segment for segment in segments if not segment.startswith("{")]
    if method == "POST" and not is_also_read:
        return _camel(words[-1], *map(inflection.singularize, words[-2:-1]))
    if words[-1] == "me":
        return _camel(VERBS[method], "own", inflection.singularize(words[-2]))
    if lists:
        return _camel("list", words[-1])
    one_of_many = method == "POST" or segments[-1].startswith("{")
    return _camel(VERBS[method], inflection.singularize(words[-1]) if one_of_many else words[-1])


def component_name(name: str) -> str:
    """A body of PATCH is called after the change that it is, without drf-spectacular's word for it."""
    return name.removeprefix("Patched") if name.startswith("PatchedChange") else name


def said_in_place(result: dict[str, Any], generator: Any, **_: Any) -> dict[str, Any]:
    """Write an empty text and null where they may stand, and not as components of their own."""
    schemas = result.get("components", {}).get("schemas", {})
    result["components"]["schemas"] = {
        name: _without_references(schema) for name, schema in schemas.items() if name not in {"Blank", "Null"}
    }
    return result


def _without_references(part: Any) -> Any:
    if isinstance(part, dict):
        named = NOTHING.get(part.get("$ref", ""))
        return named or {key: _without_references(value) for key, value in part.items()}
    return [_without_references(value) for value in part] if isinstance(part, list) else part


def _camel(*words: str) -> str:
    text = "-".join(words)
    return inflection.camelize(inflection.underscore(text), uppercase_first_letter=False)
