"""Entity tags over the representation itself, so that whatever a client can see change changes the tag.

Sources: RFC 9110, 8.8.3 (ETag), 13.1.1 (If-Match), 13.1.2 (If-None-Match). A `W/` before a tag is passed over
also in If-Match, because the gateway's gzip turns a strong tag into a weak one on its way to the client.
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.utils.http import parse_etags

from chassis import json
from chassis.api.representation import Representation
from chassis.errors import PreconditionFailed

Precondition = Callable[[Any], None]
# A link that expires is another one at each reading (chassis.files.links), and no state of what it leads to.
LINK = re.compile(rb'"link":\{"url":"[^"]*","expires_at":"[^"]*"\}')


def tag(body: bytes) -> str:
    return f'"{blake2b(LINK.sub(b"", body), digest_size=12).hexdigest()}"'


def stays_good(body: bytes) -> bool:
    """Whether somebody who holds it may keep it for as long as its tag does not change."""
    return LINK.search(body) is None


def matches(header: str, current: str) -> bool:
    """Whether an If-Match or If-None-Match header names the current tag, or is `*`."""
    tags = [one.removeprefix("W/") for one in parse_etags(header)]
    return "*" in tags or current in tags


def conditional_shape(view: Any, method: str) -> Any:
    """The shape of what `method` of a view, class or instance, changes; None where no If-Match is taken.

    A change that answers nothing, as DELETE, is of what GET shows at this address.
    """
    if method not in {"PUT", "PATCH", "DELETE"}:
        return None
    handlers = (getattr(view, name, None) for name in (method.lower(), "get"))
    return next((shape for handler in handlers if (shape := getattr(handler, "response", None))), None)


def no_precondition(row: Any) -> None:
    """The expectation of a caller that sent no If-Match."""


def precondition_of(header: str, rows: Representation) -> Precondition:
    """A check for an action to run on the row that it has locked. Raises PreconditionFailed (412)."""

    def check_precondition(row: Any) -> None:
        if not matches(header, tag(json.encode(rows.of(row)))):
            raise PreconditionFailed

    return check_precondition
