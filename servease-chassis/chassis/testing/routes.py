"""What a test asks of every route: that it says who may use it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern

from chassis.api.views import View
from chassis.urls import platform_urls


def views_without_access(resolver: Any) -> list[str]:
    """The routes below a resolver that are neither the platform's own nor a chassis View."""
    own = {pattern.callback for pattern in platform_urls}
    return [
        str(pattern.pattern)
        for pattern in patterns(resolver)
        if pattern.callback not in own
        and not issubclass(getattr(pattern.callback, "view_class", object), View)
    ]


def patterns(resolver: Any) -> Iterator[URLPattern]:
    for _, pattern in routes(resolver):
        yield pattern


def routes(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each pattern with its whole route, such as `api/v1/vehicles/<uuid:vehicle_id>/`."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from routes(pattern, route)


def reads(resolver: Any) -> Iterator[tuple[str, Any]]:
    """Each route that is read, with the handler of its GET."""
    for route, pattern in routes(resolver):
        handler = getattr(getattr(pattern.callback, "view_class", None), "get", None)
        if handler:
            yield route, handler


def filled(route: str, ids: Mapping[str, Any], otherwise: Any) -> str:
    """The address of a route, with these values in it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(ids.get(part[1], otherwise)), f"/{route}")
