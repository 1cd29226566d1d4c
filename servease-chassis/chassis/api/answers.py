"""From what a handler returns to the answer: which shape for whom, which status, which tag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.db.models import Model, QuerySet
from django.http.response import HttpResponse, HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request

from chassis import json
from chassis.api import etags
from chassis.api.permissions import Access, made
from chassis.api.representation import Representation, representation
from chassis.errors import NotFound
from chassis.writing import are_waiting

SerializerClass = type[serializers.BaseSerializer]
ByRole = Mapping[type[Access] | Access, SerializerClass]
ResponseShape = SerializerClass | ByRole | None
# Of each further status: what it gives, the media type of its bytes, or nothing.
Answers = Mapping[int, SerializerClass | str | None]


@dataclass(frozen=True)
class Answer:
    """What a handler returns to answer with a status that `answers` declares: `Answer(202, job)`."""

    status: int
    result: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Foreseen:
    """A row as it will be once news that are on their way are here: shown from hand, not read again."""

    row: Any


@dataclass(frozen=True)
class Fetched:
    """The rows of a queryset, of which the columns were read already."""

    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Promise:
    """What an operation declares of its answers, held to at each of them."""

    response: ResponseShape
    status: int
    answers: Answers
    location: str | None

    def to(self, request: Request, result: Any) -> HttpResponseBase:
        if isinstance(result, HttpResponseBase):
            self._check(result.status_code, isinstance(self.answers.get(result.status_code), type))
            return result
        if not isinstance(result, Answer):
            return self._answer(request, result, self.status, shape_of(self.response, request))
        shape = self.answers.get(result.status)
        self._check(result.status, isinstance(shape, str))
        rows = representation(shape) if isinstance(shape, type) else None
        answer = self._answer(request, result.result, result.status, rows)
        for name, value in result.headers.items():
            answer[name] = value
        return answer

    def _check(self, status: int, otherwise: bool) -> None:
        if otherwise or status not in self.answers:
            raise RuntimeError(f"No answer of this kind with {status} is declared: @operation(answers=…).")

    def _answer(
        self, request: Request, result: Any, status: int, rows: Representation | None
    ) -> HttpResponse:
        if rows is None:
            return HttpResponse(status=status) if result is None else plain(result, status)
        return self.tagged(request, json.encode(shown(rows, result)), status)

    def tagged(self, request: Request, body: bytes, status: int) -> HttpResponse:
        """An answer whose tag is that of what it shows; 304 to whoever holds it, unless it has links."""
        headers = {"ETag": etags.tag(body)}
        known = request.headers.get("If-None-Match") if request.method in {"GET", "HEAD"} else None
        if known and etags.matches(known, headers["ETag"]) and etags.stays_good(body):
            return HttpResponse(status=304, headers=headers)
        if self.location and status == self.status:
            headers["Location"] = self.location.format_map(msgspec.json.decode(body))
        return HttpResponse(body, status=status, content_type="application/json", headers=headers)


def shown(rows: Representation, result: Any) -> dict[str, Any]:
    """What a row shows, read as GET reads it: jsonb has an order of keys of its own, a decimal its places.
    A row that waits to be written is shown as it will be."""
    if isinstance(result, Foreseen):
        return rows.of(result.row)
    if isinstance(result, QuerySet | Fetched):
        found = rows.shaped(result.rows) if isinstance(result, Fetched) else rows.read(result[:1])
        if not found:
            raise NotFound
        return found[0][0]
    stored = isinstance(result, Model) and not (result._state.adding or are_waiting())
    if stored and rows.is_of(type(result)):
        found = rows.read(type(result)._base_manager.filter(pk=result.pk))
        # Deleted since by somebody else: what was done is done, and shown as it was.
        return found[0][0] if found else rows.of(result)
    return rows.of(result)


def shape_for(response: SerializerClass | ByRole, request: Request) -> Representation:
    """The shape that this caller gets. By role, it is the first entry that lets them in."""
    if isinstance(response, type):
        return representation(response)
    for entry, serializer in response.items():
        if made(entry).has_permission(request, None):
            return representation(serializer)
    raise RuntimeError("No shape is declared for this caller, whom `access` lets in.")


def shape_of(response: ResponseShape, request: Request) -> Representation | None:
    """As shape_for(), where nothing may be given."""
    return None if response is None else shape_for(response, request)


def plain(data: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(json.encode(data), status=status, content_type="application/json")
