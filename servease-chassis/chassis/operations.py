"""One declaration a handler: what it takes, what it gives, and the OpenAPI text of both.

`operation` is for one thing, `listing` for a page of things. The handler's docstring becomes the summary and
description of the operation. The chassis' README shows a view written with them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from chassis import etags, json
from chassis.errors import Missing
from chassis.idempotency import Attempt
from chassis.pagination import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, Page
from chassis.parameters import (
    Search,
    asked_of,
    both_ways,
    chosen_ordering,
    each_of,
    page_size,
    search_of,
    told_of,
    validated,
)
from chassis.permissions import caller
from chassis.representation import Representation, representation
from chassis.serializers import Serializer
from chassis.views import View

SerializerClass = type[serializers.BaseSerializer]
Handler = Callable[..., Any]
PAGE_PARAMETERS = {"cursor", "page_size", "ordering", "search"}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255},
    OpenApiParameter.HEADER,
    description="1 to 255 characters. The same key and body get the first answer again, for 24 hours.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read; 412 if it is no longer current."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag you hold; 304 if it is still current."
)


def operation(
    *,
    takes: SerializerClass | None = None,
    query: type[Serializer] | None = None,
    gives: SerializerClass | None = None,
    status: int = 200,
    idempotent: bool = False,
    examples: Sequence[OpenApiExample] = (),
) -> Callable[[Handler], Handler]:
    """Declare a handler for one thing.

    The handler is called with the path's values, `given` (the validated body, if `takes`) and `asked` (the
    validated query parameters, if `query`). It returns a model instance, a dict, or a queryset of which the
    one row is the answer (404 if there is none). `gives` shapes it; without `gives` the answer is empty, or
    the dict as it is when `query` alone is declared.
    """

    def declare(handler: Handler) -> Handler:
        method = handler.__name__.upper()
        partial = method == "PATCH"
        changes = method in {"PUT", "PATCH", "DELETE"}

        @wraps(handler)
        def handle(view: View, request: Request, **path: Any) -> HttpResponse:
            rows = representation(gives) if gives else None
            if takes:
                path["given"] = validated(takes, request.data, request, partial=partial)
            elif method == "POST" and request.data:
                validated(Serializer, request.data, request)
            if query:
                path["asked"] = asked_of(request, query)
            elif request.query_params:
                asked_of(request, None)
            if changes and "If-Match" in request.headers:
                view.expect = etags.expectation(request.headers["If-Match"], rows or _shown_by(view))
            if idempotent and rows:
                return _answer_once(handler, view, request, path, rows, status)
            return _answer(request, handler(view, request, **path), rows, status)

        headers = [IDEMPOTENCY_KEY] if idempotent else [IF_MATCH] if changes else []
        if method == "GET" and gives:
            headers.append(IF_NONE_MATCH)
        handle.gives = gives  # type: ignore[attr-defined]
        handle.replays = idempotent  # type: ignore[attr-defined]
        documented: Handler = extend_schema(
            request=takes,
            responses={status: gives},
            parameters=[*headers, *([query] if query else [])],
            examples=list(examples),
        )(handle)
        return documented

    return declare


def listing(
    *,
    gives: SerializerClass,
    filters: type[Serializer] | None = None,
    ordering: Sequence[str] | Mapping[str, str] = (),
    search: Search = (),
    default_ordering: str = "-id",
    examples: Sequence[OpenApiExample] = (),
) -> Callable[[Handler], Handler]:
    """Declare a handler that returns the queryset of what the caller may see; the answer is one page of it.

    A field of `filters` filters by its `source` (`ends_before = DateTimeField(source="end__lt")`). `ordering`
    names the columns a client may order by, either way, or maps names to columns: ids are made in the order
    of time, so `{"created_at": "id"}` needs no index. Each column has an index that ends with the id;
    rows without a value come last. `search` names the columns in which each word must occur, or is a function
    of the queryset and the text. A query parameter that is none of these is refused (400), so that a misspelt
    filter never shows all rows.
    """
    orderings = ordering if isinstance(ordering, Mapping) else {column: column for column in ordering}
    own = PAGE_PARAMETERS - (set() if orderings else {"ordering"}) - (set() if search else {"search"})

    def declare(handler: Handler) -> Handler:
        @wraps(handler)
        def handle(view: View, request: Request, **path: Any) -> HttpResponse:
            rows = representation(gives)
            asked = request.query_params
            conditions, found, chosen, size = each_of(
                lambda: asked_of(request, filters, own),
                lambda: search_of(asked.get("search"), search),
                lambda: chosen_ordering(asked.get("ordering"), orderings, default_ordering),
                lambda: page_size(asked.get("page_size")),
            )
            queryset = found(handler(view, request, **path))
            if conditions:
                queryset = queryset.filter(**conditions)
            name, column = chosen
            return _respond(Page(queryset, rows, name, column, size, request).answer())

        parameters: list[Any] = [
            OpenApiParameter(
                "cursor", str, description="Where the page starts: taken from next or previous."
            ),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
            ),
        ]
        if orderings:
            parameters.append(OpenApiParameter("ordering", str, enum=both_ways(orderings)))
        if search:
            parameters.append(OpenApiParameter("search", str, description=told_of(search)))
        if filters:
            parameters.append(filters)
        handle.lists = gives  # type: ignore[attr-defined]
        handle.default = chosen_ordering(None, orderings, default_ordering)  # type: ignore[attr-defined]
        handle.orderings = {  # type: ignore[attr-defined]
            name: orderings[name.removeprefix("-")] for name in both_ways(orderings)
        }
        documented: Handler = extend_schema(
            responses={200: gives(many=True)}, parameters=parameters, examples=list(examples)
        )(handle)
        return documented

    return declare


def _answer(request: Request, result: Any, rows: Representation | None, status: int) -> HttpResponse:
    if rows is None:
        return HttpResponse(status=status) if result is None else _respond(result, status)
    if isinstance(result, QuerySet):
        found = rows.read(result[:1])
        if not found:
            raise Missing
        shaped = found[0][0]
    else:
        shaped = rows.of(result)
    body = json.encode(shaped)
    current = etags.tag(body)
    known = request.headers.get("If-None-Match")
    if known and request.method in {"GET", "HEAD"} and etags.matches(known, current):
        return HttpResponse(status=304, headers={"ETag": current})
    return HttpResponse(body, status=status, content_type="application/json", headers={"ETag": current})


def _answer_once(
    handler: Handler, view: View, request: Request, path: dict[str, Any], rows: Representation, status: int
) -> HttpResponse:
    key = request.headers.get("Idempotency-Key")
    if key is None or caller(request).id is None:
        return _answer(request, handler(view, request, **path), rows, status)
    attempt = Attempt(request, key, rows, status)
    replayed = attempt.earlier_reply()
    if replayed:
        return replayed
    view.remember = attempt.remember
    try:
        handler(view, request, **path)
    except Exception:
        # Another request with this key may have won the race for what this one wanted: its answer counts.
        replayed = attempt.earlier_reply()
        if replayed is None:
            raise
        return replayed
    if attempt.body is None:
        raise RuntimeError(f"The action behind {view.__class__.__name__} does not call remember().")
    headers = {"ETag": etags.tag(attempt.body)}
    return HttpResponse(attempt.body, status=status, content_type="application/json", headers=headers)


def _respond(data: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(json.encode(data), status=status, content_type="application/json")


def _shown_by(view: View) -> Representation:
    """What the ETag of this URL is made of when the change itself answers nothing, as DELETE does."""
    return representation(view.get.gives)  # type: ignore[attr-defined]
