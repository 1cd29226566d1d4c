"""What the contract says of answers: further statuses, files, and shapes that differ by who asks."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from drf_spectacular.drainage import get_override
from drf_spectacular.serializers import PolymorphicProxySerializerExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, PolymorphicProxySerializer

from chassis.api.answers import Answers, ByRole, ResponseShape, SerializerClass

WITHOUT_BODY = {
    303: "See Location.",
    304: "Not changed since the state that If-None-Match names, or the moment that If-Modified-Since does.",
}


class AnyOf(PolymorphicProxySerializer):
    """One of several shapes. A fuller one holds all of a smaller one, so it is not exactly one."""


class AnyOfExtension(PolymorphicProxySerializerExtension):
    target_class = "chassis.api.roles.AnyOf"
    priority = 1

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"anyOf": super().map_serializer(auto_schema, direction)["oneOf"]}


def responses(response: ResponseShape, status: int, answers: Answers) -> dict[Any, Any]:
    """Those of an operation, by status, as drf-spectacular wants them."""
    declared: dict[Any, Any] = {} if status in answers else {status: _shape(response)}
    for further, shape in answers.items():
        if further == status and response is not None:
            forms = [*shapes(response), *shapes(None, {further: shape})]
            shown = [example for form in forms for example in get_override(form, "examples", [])]
            declared[further] = OpenApiResponse(_any_of(forms), examples=shown)
        elif isinstance(shape, str):
            # Of a stream whoever reads it holds each event to the schema, which cannot say that of a text.
            streams = shape == "text/event-stream"
            declared[further, shape] = OpenApiTypes.ANY if streams else OpenApiTypes.BINARY
        else:
            declared[further] = shape or OpenApiResponse(description=WITHOUT_BODY[further])
    return declared


def shapes(response: ResponseShape, answers: Answers | None = None) -> Iterator[SerializerClass]:
    """All that may be shown."""
    yield from () if response is None else [response] if isinstance(response, type) else response.values()
    yield from (shape for shape in (answers or {}).values() if isinstance(shape, type))


def page_of(response: SerializerClass | ByRole) -> Any:
    return response(many=True) if isinstance(response, type) else _any_of(response.values(), many=True)


def _shape(response: ResponseShape) -> Any:
    return response if response is None or isinstance(response, type) else _any_of(response.values())


def _any_of(several: Iterable[SerializerClass], **options: Any) -> AnyOf:
    forms = list(dict.fromkeys(several))
    name = "Or".join(form.__name__.removesuffix("Serializer") for form in forms)
    return AnyOf(name, cast("list[Any]", forms), resource_type_field_name=None, **options)
