"""One declaration a handler: what it takes, what it gives, and the OpenAPI text of both.

`operation` is for one thing, `listing` for a page of things. The handler's docstring becomes the summary and
description of the operation. The chassis' README shows a view written with them.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce, wraps
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from chassis import etags, json
from chassis.errors import InvalidField, Missing
from chassis.idempotency import Attempt
from chassis.pagination import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, Page
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
                path["asked"] = validated(query, request.query_params.dict(), request)
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
    ordering: Sequence[str] = (),
    search: Sequence[str] = (),
    default_ordering: str = "-id",
    examples: Sequence[OpenApiExample] = (),
) -> Callable[[Handler], Handler]:
    """Declare a handler that returns the queryset of what the caller may see; the answer is one page of it.

    A field of `filters` filters by its `source` (`ends_before = DateTimeField(source="end__lt")`). `ordering`
    names the columns a client may order by, either way; `search` the columns in which each word must occur.
    A query parameter that is none of these is refused (400), so that a misspelt filter never shows all rows.
    """
    orderings = [sign + column for column in ordering for sign in ("", "-")]

    def declare(handler: Handler) -> Handler:
        @wraps(handler)
        def handle(view: View, request: Request, **path: Any) -> HttpResponse:
            rows = representation(gives)
            asked = request.query_params
            conditions = _conditions(filters, asked, request, allowed=_page_parameters(orderings, search))
            queryset = handler(view, request, **path)
            if conditions:
                queryset = queryset.filter(**conditions)
            if search and asked.get("search"):
                queryset = queryset.filter(_mentions(asked["search"], search))
            chosen = _chosen(asked.get("ordering"), orderings, default_ordering)
            return _respond(Page(queryset, rows, chosen, _page_size(asked), request).answer())

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
            parameters.append(OpenApiParameter("ordering", str, enum=orderings))
        if search:
            words = f"Words that must each occur in {', '.join(search)}."
            parameters.append(OpenApiParameter("search", str, description=words))
        if filters:
            parameters.append(filters)
        handle.lists = gives  # type: ignore[attr-defined]
        documented: Handler = extend_schema(
            responses={200: gives(many=True)}, parameters=parameters, examples=list(examples)
        )(handle)
        return documented

    return declare


def validated(
    serializer_class: SerializerClass, data: Any, request: Request, partial: bool = False
) -> dict[str, Any]:
    serializer = serializer_class(data=data, partial=partial, context={"request": request})
    serializer.is_valid(raise_exception=True)
    given: dict[str, Any] = serializer.validated_data
    return given


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


def _page_parameters(orderings: Sequence[str], search: Sequence[str]) -> set[str]:
    absent = (set() if orderings else {"ordering"}) | (set() if search else {"search"})
    return PAGE_PARAMETERS - absent


def _conditions(
    filters: type[Serializer] | None, asked: Any, request: Request, allowed: set[str]
) -> dict[str, Any]:
    rest = {name: value for name, value in asked.items() if name not in allowed}
    if not rest:
        return {}
    return validated(filters or Serializer, rest, request)


def _mentions(text: str, columns: Iterable[str]) -> Q:
    if "\x00" in text:
        raise InvalidField("search", "null_characters_not_allowed", "Null characters are not allowed.")
    words = text.split()[:10]
    return reduce(
        and_,
        (reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns)) for word in words),
        Q(),
    )


def _chosen(asked: str | None, orderings: Sequence[str], default: str) -> str:
    if asked is None:
        return default
    if asked not in orderings:
        raise InvalidField("ordering", "invalid_choice", f"Order by one of: {', '.join(orderings)}.")
    return asked


def _page_size(asked: Any) -> int:
    text = asked.get("page_size", str(DEFAULT_PAGE_SIZE))
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= LARGEST_PAGE_SIZE):
        raise InvalidField("page_size", "invalid", f"A page holds 1 to {LARGEST_PAGE_SIZE} results.")
    return int(text)
