"""Which refusals an operation answers with: those it names, and those that follow from what it declares.

The schema tells them, and the tests hold every answer to them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rest_framework.serializers import BaseSerializer

from chassis.api.etags import conditional_shape
from chassis.api.permissions import Anyone, Nobody, made
from chassis.auth import TokenAuthentication
from chassis.errors import (
    API_KEY_INVALID,
    AWAY,
    BAD_REQUEST,
    INSUFFICIENT_SCOPE,
    KEY_REUSED,
    MISASKED,
    NO_MORE,
    RATE_LIMITED,
    RIGHTS_CHANGED,
    SESSION_REVOKED,
    STALE,
    TOKEN_EXPIRED,
    TOKEN_INVALID,
    TOO_LARGE,
    TOO_MANY_PARAMETERS,
    Refusal,
)
from chassis.framework_errors import (
    INVALID,
    NO_JSON,
    NOT_ACCEPTABLE,
    NOT_AUTHENTICATED,
    NOT_FOUND,
    PERMISSION_DENIED,
    THROTTLED,
    UNSUPPORTED_MEDIA_TYPE,
)

# A request as such may be wrong, and the database or the keys that verify tokens may be away.
OF_ALL = (INVALID, BAD_REQUEST, TOO_MANY_PARAMETERS, NOT_ACCEPTABLE, AWAY)
OF_A_TOKEN = (TOKEN_EXPIRED, TOKEN_INVALID, RIGHTS_CHANGED, SESSION_REVOKED, API_KEY_INVALID)
OF_ACCESS = (NOT_AUTHENTICATED, PERMISSION_DENIED, INSUFFICIENT_SCOPE)
OF_A_BODY = (NO_JSON, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE)
OF_A_KEY = (NO_MORE, KEY_REUSED)


# What fields of a body are refused with, beside what their form refuses.
OfFields = Mapping[str, Refusal | Sequence[Refusal]]


def named(refuses: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """What an operation names as its own, but for that of its fields."""
    of_fields = [refusal.code for refusal in refuses if refusal.is_of_a_field]
    if of_fields:
        raise TypeError(f"Fields are refused with {', '.join(of_fields)}: name them in `fields`.")
    return tuple(refuses)


def of_fields(fields: OfFields, body: type[BaseSerializer] | None) -> tuple[tuple[str, Refusal], ...]:
    """What an operation names of the fields of its body: each field with what it is refused with."""
    if not fields:
        return ()
    unknown = fields.keys() - getattr(body() if body else None, "fields", {}).keys()
    if unknown:
        raise TypeError(f"The body has no {', '.join(sorted(unknown))}.")
    pairs = []
    for name, refused in fields.items():
        for refusal in [refused] if isinstance(refused, Refusal) else refused:
            if not refusal.is_of_a_field:
                raise TypeError(f"{refusal.code} is of no field: name it in `refuses`.")
            pairs.append((name, refusal))
    return tuple(pairs)


def refusals_of(view: Any, method: str, path: str) -> list[Refusal] | None:
    """All that `method` of a view, class or instance, may refuse at a path; None if it declares nothing."""
    handler = getattr(view, method.lower(), None)
    own = getattr(handler, "refuses", None)
    return None if own is None else [*own, *of_its_kind(view, method, path)]


def of_its_kind(view: Any, method: str, path: str) -> Iterator[Refusal]:
    """What follows from the declaration of an operation."""
    handler = getattr(view, method.lower())
    is_public = "/internal/" not in f"/{path}"
    yield from OF_ALL
    if any(issubclass(kind, TokenAuthentication) for kind in view.authentication_classes):
        yield from OF_A_TOKEN
        if is_public:
            yield RATE_LIMITED
    if not isinstance(made(view.access.get(method, Nobody)), Anyone):
        yield from OF_ACCESS
    if any(bracket in path for bracket in "{<"):
        yield NOT_FOUND
    if method in {"POST", "PUT", "PATCH"}:
        yield from OF_A_BODY
    if conditional_shape(view, method):
        yield STALE
    if getattr(handler, "replays", False):
        yield from OF_A_KEY
    if getattr(handler, "upstreams", ()):
        yield MISASKED
    if is_public:
        # The gateway's, which is in front of all but what services ask each other.
        yield THROTTLED
