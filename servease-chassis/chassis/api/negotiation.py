"""Which renderer answers. There is one, so the Accept headers that nearly all send need no reading."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

JSON = "application/json"
USUAL = {"*/*", JSON, f"{JSON}, text/plain, */*"}


class Negotiation(DefaultContentNegotiation):
    """Django REST framework's own, which reads only what is neither `*/*` nor JSON by name."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        if request.META.get("HTTP_ACCEPT", "*/*") in USUAL:
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)
