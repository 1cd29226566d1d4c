"""Which renderer answers: JSON's, so that the Accept headers that nearly all send need no reading.

Whoever accepts only the media type of a file may read it too, and is refused in JSON.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from chassis.json import Renderer

JSON = "application/json"
USUAL = {"*/*", JSON, f"{JSON}, text/plain, */*"}


class Negotiation(DefaultContentNegotiation):
    """Django REST framework's own, which reads only what is neither `*/*` nor JSON by name."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        if request.META.get("HTTP_ACCEPT", "*/*") in USUAL:
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)


def files_of(answers: Mapping[int, Any]) -> Iterator[Renderer]:
    """What stands for the files that an operation declares; the handler itself gives their bytes."""
    for shape in answers.values():
        if isinstance(shape, str):
            renderer = Renderer()
            renderer.media_type = shape
            renderer.format = "file"
            yield renderer
