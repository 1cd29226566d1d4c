"""What a test asks of every route: that it says who may use it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern

from chassis.urls import platform_urls
from chassis.views import View


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
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)
