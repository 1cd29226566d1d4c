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
        "description": (
            'What is left of it, as `"account";r=1180;t=42`: r requests for the next t seconds. '
            "Of the account or API key that asks, on each answer to one; of the client on the gateway's 429."
        ),
        "schema": TEXT,
    },
    "RateLimit-Policy": {
        "description": (
            'How much may be asked, as `"account";q=1200;w=60`: q requests in w seconds '
            "(draft-ietf-httpapi-ratelimit-headers)."
        ),
        "schema": TEXT,
    },
    "WWW-Authenticate": {"description": "How to say who asks: by a bearer token.", "schema": TEXT},
}
# Of an answer to an account or an API key, whatever it answers.
OF_THE_LIMIT = ("RateLimit", "RateLimit-Policy")
OF_A_REFUSAL = {
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}
# Refused before it is known who asks.
BEFORE_THE_LIMIT = {401, 406}


def of_a_refusal(status: int) -> tuple[str, ...]:
    """The names of the headers that a refusal with this status may have."""
    return (*OF_A_REFUSAL.get(status, ()), *(() if status in BEFORE_THE_LIMIT else OF_THE_LIMIT))


def referred(registry: Any, *names: str) -> dict[str, Any]:
    """Those headers, and the one that every answer has, as an operation refers to them."""
    named = (*names, "X-Request-ID")
    for name in named:
        component = ResolvedComponent(name, "headers", schema=HEADERS[name], object=name)
        registry.register_on_missing(component)
    return {name: {"$ref": f"#/components/headers/{name}"} for name in named}
