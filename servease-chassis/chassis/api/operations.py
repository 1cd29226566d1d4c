"""One declaration per handler: its request, its response, and the OpenAPI text of both.

`operation` is for one thing, `listing` for a page of things. The handler's docstring becomes the summary and
description of the operation. The chassis' README shows a view written with them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from itertools import starmap
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request

from chassis.api import etags, multipart
from chassis.api.answers import (
    Answer,
    Answers,
    ByRole,
    Promise,
    ResponseShape,
    SerializerClass,
    plain,
    shape_for,
    shape_of,
)
from chassis.api.idempotency import answer_once
from chassis.api.kept_sql import kept_pages, kept_row
from chassis.api.pagination import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, Page
from chassis.api.parameters import (
    Search,
    both_ways,
    chosen_ordering,
    description_of,
    each_of,
    page_size,
    query_of,
    search_of,
    validated,
)
from chassis.api.permissions import caller
from chassis.api.refusals import OfFields, named, of_fields
from chassis.api.representation import representation
from chassis.api.roles import page_of, responses, shapes
from chassis.api.serializers import Serializer
from chassis.api.views import Called, View
from chassis.errors import Refusal

__all__ = ["Answer", "listing", "operation"]

NOTHING_ELSE: Answers = {}
NO_FIELDS: OfFields = {}
Handler = Callable[..., Any]
PAGE_PARAMETERS = {"cursor", "page_size", "ordering", "search"}
# With one of these it is not the first page of all.
WITHIN = {"cursor", "search"}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255},
    OpenApiParameter.HEADER,
    description="1 to 255 characters. The same key and body get the first answer again, for 24 hours.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag you hold; 304 if it is still current."
)


def operation(
    *,
    request: SerializerClass | None = None,
    query: type[Serializer] | None = None,
    response: ResponseShape = None,
    status: int = 200,
    answers: Answers = NOTHING_ELSE,
    location: str | None = None,
    idempotent: bool = False,
    files: multipart.Files | None = None,
    refuses: Sequence[Refusal] = (),
    fields: OfFields = NO_FIELDS,
    upstreams: Sequence[str] = (),
    examples: Sequence[OpenApiExample] = (),
    keeps_sql: bool = False,
) -> Callable[[Handler], Handler]:
    """Declare a handler for one thing.

    The handler is called with the path's values, `data` (the validated body, if `request` names its shape)
    and `params` (the validated query parameters, if `query` does). It returns a model instance, a dict, or a
    queryset of which the one row is the answer (404 if there is none). `response` shapes it,
    `{IsStaff: X, IsSignedIn: Y}` by who asks; without it the answer is empty, or the dict as it is when
    `query` alone is declared.

    `answers` declares further statuses: what each gives (the handler returns `Answer(status, result)`; of
    `status` itself it is another shape that the answer may have), the media type of a file or stream, or None
    for a redirect (the handler returns an HttpResponse). `location` is the address of what was made, of the
    answer's own members: "/api/v1/boxes/{id}/". With `files`, which it accepts, the body is
    multipart/form-data.

    `keeps_sql` is for a GET that is asked often, whose row follows from role, caller and path alone: it is
    compiled once (chassis.api.kept_sql).

    `refuses` names the refusals that are this operation's own, `fields` those of fields of its body that its
    action finds, `{"code": CODE_INVALID}`, and `upstreams` whom it asks. What all of its kind refuse follows
    from what it declares (chassis.api.refusals); any other fails the test that gets it.

    A handler that is idempotent must have its action call `self.store_reply`, and one that changes something
    `self.check_precondition`: an answer without is an error, so that no test of it passes.
    """

    own_of_fields = of_fields(fields, request)
    body, own_refusals = request, (*named(refuses), *(files.refuses if files else ()))

    def declare(handler: Handler) -> Handler:
        method = handler.__name__.upper()
        changes = method in {"PUT", "PATCH", "DELETE"}
        promise = Promise(response, status, answers, location)
        for shape in shapes(response, answers):
            representation(shape)
        kept = kept_row(handler, response) if keeps_sql else None

        @wraps(handler)
        def handle(view: View, request: Request, **path: Any) -> HttpResponseBase:
            if body:
                path["data"] = validated(body, request.data, request, partial=method == "PATCH")
            elif method == "POST" and request.data:
                validated(Serializer, request.data, request)
            if query:
                path["params"] = query_of(request, query)
            elif request.query_params:
                query_of(request, None)
            if idempotent:
                return answer_once(handler, view, request, path, promise)
            if changes:
                return _answer_with_precondition(handler, view, request, path, promise)
            if handle.kept:  # type: ignore[attr-defined]
                return promise.to(request, handle.kept.row(request.user, path))  # type: ignore[attr-defined]
            return promise.to(request, handler(view, request, **path))

        headers = [IDEMPOTENCY_KEY] if idempotent else []
        if method == "GET" and response:
            headers.append(IF_NONE_MATCH)
        handle.refuses = own_refusals  # type: ignore[attr-defined]
        handle.of_fields = own_of_fields  # type: ignore[attr-defined]
        handle.upstreams = tuple(upstreams)  # type: ignore[attr-defined]
        handle.kept = kept  # type: ignore[attr-defined]
        handle.response = response  # type: ignore[attr-defined]
        handle.replays = idempotent  # type: ignore[attr-defined]
        handle.location = location  # type: ignore[attr-defined]
        handle.answers = answers  # type: ignore[attr-defined]
        if files:
            handle.parsers = [multipart.Parser]  # type: ignore[attr-defined]
            handle.largest = files.largest_body  # type: ignore[attr-defined]
        documented: Handler = extend_schema(
            request=body,
            responses=responses(response, status, answers),
            parameters=[*headers, *([query] if query else [])],
            examples=list(examples),
        )(handle)
        return documented

    return declare


def listing(
    *,
    response: SerializerClass | ByRole,
    filters: type[Serializer] | None = None,
    ordering: Sequence[str] | Mapping[str, str] = (),
    search: Search = (),
    default_ordering: str = "-id",
    refuses: Sequence[Refusal] = (),
    upstreams: Sequence[str] = (),
    examples: Sequence[OpenApiExample] = (),
    keeps_sql: bool = False,
) -> Callable[[Handler], Handler]:
    """Declare a handler that returns the queryset of what the caller may see; the answer is one page of it.

    A field of `filters` filters by its `source` (`ends_before = DateTimeField(source="end__lt")`), or by
    the Q that it reads. `ordering` names the columns a client may order by, either way, or maps names to
    columns: ids are made in the order of time, so `{"created_at": "id"}` needs no index. Each column has an
    index that ends with the id; rows without a value come last. `search` names the columns in which each word
    must occur, or is a function of the queryset and the text. A query parameter that is none of these is
    refused (400), so that a misspelt filter never shows all rows. `refuses`, `upstreams` and `keeps_sql` are
    as of operation(); what is kept is how the first page of each ordering is read that is neither filtered
    nor searched.
    """
    orderings = ordering if isinstance(ordering, Mapping) else {column: column for column in ordering}
    own = PAGE_PARAMETERS - (set() if orderings else {"ordering"}) - (set() if search else {"search"})
    own_refusals = named(refuses)

    def declare(handler: Handler) -> Handler:
        for shape in shapes(response):
            representation(shape)

        @wraps(handler)
        def handle(view: View, request: Request, **path: Any) -> HttpResponse:
            rows = shape_for(response, request)
            params = request.query_params
            conditions, found, chosen, size = each_of(
                lambda: query_of(request, filters, own),
                lambda: search_of(params.get("search"), search),
                lambda: chosen_ordering(params.get("ordering"), orderings, default_ordering),
                lambda: page_size(params.get("page_size")),
            )
            name, column = chosen
            kept = handle.kept  # type: ignore[attr-defined]
            if kept and name in kept.readings and not (conditions or WITHIN & params.keys()):
                statement = kept.statement(caller(request).role, name)
                first = partial(statement.fetch, request.user, path)
                return plain(Page(statement.queryset, rows, name, column, size, request, first).answer())
            queryset = found(handler(view, request, **path))
            if conditions:
                queryset = queryset.filter(*starmap(_condition, conditions.items()))
            return plain(Page(queryset, rows, name, column, size, request).answer())

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
            parameters.append(OpenApiParameter("search", str, description=description_of(search)))
        if filters:
            parameters.append(filters)
        handle.refuses = own_refusals  # type: ignore[attr-defined]
        handle.upstreams = tuple(upstreams)  # type: ignore[attr-defined]
        handle.lists = response  # type: ignore[attr-defined]
        handle.filters = list(filters().fields) if filters else []  # type: ignore[attr-defined]
        handle.default = chosen_ordering(None, orderings, default_ordering)  # type: ignore[attr-defined]
        handle.orderings = {  # type: ignore[attr-defined]
            name: orderings[name.removeprefix("-")] for name in both_ways(orderings)
        }
        every = {**handle.orderings, handle.default[0]: handle.default[1]}  # type: ignore[attr-defined]
        handle.kept = kept_pages(handler, response, every) if keeps_sql else None  # type: ignore[attr-defined]
        documented: Handler = extend_schema(
            responses={200: page_of(response)}, parameters=parameters, examples=list(examples)
        )(handle)
        return documented

    return declare


def _condition(column: str, value: Any) -> Q:
    return value if isinstance(value, Q) else Q(**{column: value})


def _answer_with_precondition(
    handler: Handler, view: View, request: Request, path: dict[str, Any], promise: Promise
) -> HttpResponseBase:
    """Let the action check If-Match, on the row that it has locked, and see to it that it does."""
    shape = shape_of(etags.conditional_shape(view, str(request.method)), request)
    if shape is None:
        return promise.to(request, handler(view, request, **path))
    header = request.headers.get("If-Match")
    view.check_precondition = check_precondition = Called(
        etags.precondition_of(header, shape) if header else view.check_precondition
    )
    result = handler(view, request, **path)
    if not check_precondition.called:
        raise RuntimeError(f"The action behind {type(view).__name__} does not call check_precondition().")
    return promise.to(request, result)
