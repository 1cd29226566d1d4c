"""What the headers of answers mean, for the schema; each is a component that operations refer to."""

from typing import Any

from drf_spectacular.plumbing import ResolvedComponent

TEXT = {"type": "string"}
SECONDS = {"type": "integer", "minimum": 0}
HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {
        "description": "Names this state of the resource, for If-Match and If-None-Match.",
        "schema": TEXT,
    },
    "Last-Modified": {
        "description": "Since when the resource is in this state, for If-Modified-Since.",
        "schema": TEXT,
    },
    "Location": {"description": "The address of what was made.", "schema": TEXT},
    "Idempotency-Replayed": {
        "description": "`true` on the answer that a request with the same Idempotency-Key got before.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "X-Request-ID": {"description": "Names the request in our logs; ask us by it.", "schema": TEXT},
    "Retry-After": {"description": "For how many seconds to wait.", "schema": SECONDS},
    "RateLimit": {
        "description": "What is left of the rate (IETF draft RateLimit header fields).",
        "schema": TEXT,
    },
    "RateLimit-Policy": {"description": "What the rate is.", "schema": TEXT},
    "WWW-Authenticate": {"description": "How to say who asks: by a bearer token.", "schema": TEXT},
}
OF_A_REFUSAL = {
    401: ("WWW-Authenticate",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}


def referred(registry: Any, *names: str) -> dict[str, Any]:
    """Those headers, and the one that every answer has, as an operation refers to them."""
    named = (*names, "X-Request-ID")
    for name in named:
        component = ResolvedComponent(name, "headers", schema=HEADERS[name], object=name)
        registry.register_on_missing(component)
    return {name: {"$ref": f"#/components/headers/{name}"} for name in named}
