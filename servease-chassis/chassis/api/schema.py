"""What drf-spectacular cannot know by itself: the shape of refusals and of pages, and who may call."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance, get_lib_doc_excludes
from drf_spectacular.utils import OpenApiParameter

from chassis.api import etags, examples, names, problem_schemas
from chassis.api.headers import OF_THE_LIMIT, referred
from chassis.api.permissions import Access, Anyone, Nobody, made, scope_of
from chassis.api.refusals import of_its_kind
from chassis.api.serializers import HoldsToItsFields, ModelSerializer, Serializer

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read; 412 if it is no longer current."
)


class Schema(AutoSchema):
    """Documents, on every operation, the refusals it can answer with and who may call it."""

    def get_operation(self, *args: Any, **options: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **options)
        if operation:
            operation["x-access"] = self._access().name
            if not isinstance(self._access(), Anyone):
                operation["x-scope"] = scope_of(self._access(), str(self.method), self.path)
            self._describe(operation["responses"])
            examples.show_in(operation)
            usual = list(of_its_kind(self.view, str(self.method), self.path))
            own = getattr(self._handler(), "refuses", ()), getattr(self._handler(), "of_fields", ())
            refused = problem_schemas.responses(self.registry, *own, usual)
            operation["responses"] = {**refused, **operation["responses"]}
            operation["responses"] = dict(sorted(operation["responses"].items()))
        return operation

    def get_operation_id(self) -> str:
        own: dict[str, str] = getattr(self.view, "names", {})
        method = str(self.method)
        return own.get(method) or names.operation_name(
            method, self.path, lists=self._is_list_view(), is_also_read=hasattr(self.view, "get")
        )

    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        return names.component_name(super()._get_serializer_name(serializer, direction, bypass_extensions))

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1").strip("/").split("/")[0]]

    def _describe(self, responses: dict[str, Any]) -> None:
        """Say of each success what it is, and which headers come with it."""
        for status, response in responses.items():
            response["description"] = response.get("description") or f"{HTTPStatus(int(status)).phrase}."
            headers = self._headers() if "content" in response or status == "304" else []
            named = referred(self.registry, *headers, *self._limit())
            response["headers"] = {**response.get("headers", {}), **named}
        if self.method == "GET" and "ETag" in self._headers() and "304" not in responses:
            responses["304"] = {
                "description": "Not changed since the state that If-None-Match names.",
                "headers": referred(self.registry, "ETag", *self._limit()),
            }

    def _limit(self) -> tuple[str, ...]:
        return () if isinstance(self._access(), Anyone) else OF_THE_LIMIT

    def _headers(self) -> list[str]:
        handler = self._handler()
        headers = []
        replays = getattr(handler, "replays", False)
        # What is told only once, such as tokens, has no state that could be asked for.
        if getattr(handler, "response", None) and (self.method != "POST" or replays):
            headers.append("ETag")
        if 304 in getattr(handler, "answers", {}):
            headers += ["ETag", "Last-Modified"]
        if getattr(handler, "location", None):
            headers.append("Location")
        return [*headers, "Idempotency-Replayed"] if replays else headers

    def get_override_parameters(self) -> list[Any]:
        conditional = etags.conditional_shape(self.view, str(self.method))
        return [IF_MATCH] if conditional else []

    def map_parsers(self) -> list[str]:
        own = getattr(self._handler(), "parsers", ())
        return [parser.media_type for parser in own] or super().map_parsers()

    def _handler(self) -> Any:
        return getattr(self.view, str(self.method).lower(), None)

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        shape = super()._map_basic_serializer(serializer, direction)
        for field in shape.get("properties", {}).values():
            # Generators take it for a field that is always there.
            field.pop("default", None)
            # What may be empty or null is any of its forms: an empty text may be allowed by the form as well.
            forms = field.pop("oneOf", [])
            if forms and all(forms):
                field["anyOf"] = forms
        if direction == "request" and isinstance(force_instance(serializer), HoldsToItsFields):
            shape["additionalProperties"] = False
        return shape

    def get_summary(self) -> str:
        """The first line of the handler's docstring; the rest is the description."""
        return str(super().get_description()).partition("\n")[0]

    def get_description(self) -> str:  # type: ignore[override]
        described = str(super().get_description()).partition("\n")[2].strip()
        return f"{described}\n\nFor: {self._access().whom}".strip()

    def get_auth(self) -> list[dict[str, Any]]:
        return [] if isinstance(self._access(), Anyone) else super().get_auth()

    def _access(self) -> Access:
        access: dict[str, type[Access] | Access] = getattr(self.view, "access", {})
        return made(access.get(str(self.method), Nobody))

    def get_paginated_name(self, serializer_name: str) -> str:
        return f"{serializer_name}Page"

    def _is_list_view(self, serializer: Any = None) -> bool:
        return hasattr(self._handler(), "lists")

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_paginator(self) -> Any:
        return PageSchema() if self._is_list_view() else None


class PageSchema:
    """The envelope of a list, for the schema; chassis.api.pagination fills it."""

    def get_paginated_response_schema(self, results: dict[str, Any]) -> dict[str, Any]:
        # Without an example of its own drf-spectacular cannot wrap a row's example into a page.
        link = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": results},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[Any]:
        return []


class BearerToken(OpenApiAuthenticationExtension):
    target_class = "chassis.auth.TokenAuthentication"
    name = "bearer"
    match_subclasses = True

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The access token from auth/login/ or auth/register/; it lives 15 minutes.",
        }


def without_own_description() -> list[type]:
    """Classes whose docstrings say nothing of the schemas of their subclasses."""
    return [*get_lib_doc_excludes(), Serializer, ModelSerializer]
