"""Every refusal has one shape on the wire: RFC 9457 problem details."""

from http import HTTPStatus
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response

from chassis import json
from chassis.context import request_id
from chassis.errors import (
    BAD_REQUEST,
    TOO_LARGE,
    TOO_MANY_PARAMETERS,
    Problem,
    Unauthenticated,
    UpstreamUnavailable,
)

CONTENT_TYPE = "application/problem+json"
WHOLE = "non_field_errors"
# Nobody reads more of them, and each takes several times the room of what was sent.
MOST_ERRORS = 20

# Where Python's names are older than RFC 9110's, which the gateway uses too.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}

log = structlog.get_logger("database")


def _field(path: str | None) -> str | None:
    """What a mistake is about; none for the request itself, and a list as a whole has its own name."""
    return None if path is None or path == WHOLE else path.removesuffix(f".{WHOLE}")


def address_of(code: str) -> str:
    """Where a code is explained: its entry on the gateway's page of errors."""
    return f"/api/docs/errors/#{code}"


def address_of_field(code: str) -> str:
    """Where a code of fields is explained."""
    return address_of(f"field-{code}")


def problem(status: int, code: str, detail: str, **members: Any) -> dict[str, Any]:
    """The body of a refusal. `title` is the status's phrase; `type` leads to the rest (RFC 9457)."""
    return {
        "type": address_of(code),
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id.get(),
        **members,
    }


class ProblemFormatter(ExceptionFormatter):
    """Shapes any exception that Django REST framework knows as a problem."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        status = self.exc.status_code
        if not isinstance(self.exc, ValidationError):
            first = error_response.errors[0]
            members = self.exc.members if isinstance(self.exc, Problem) else {}
            return problem(status, first.code, first.detail, **members)
        errors = [
            {
                "field": _field(error.attr),
                "code": error.code,
                "message": error.detail,
            }
            for error in error_response.errors[:MOST_ERRORS]
        ]
        unnamed = len(error_response.errors) - len(errors)
        more = {"more_errors": unnamed} if unnamed else {}
        return problem(
            status, "invalid", "The request is not well-formed; see errors.", errors=errors, **more
        )


class ProblemHandler(ExceptionHandler):
    """Sends problems as application/problem+json."""

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = CONTENT_TYPE
        return response

    def get_headers(self, exc: APIException) -> dict[str, str]:
        headers: dict[str, str] = super().get_headers(exc)
        if isinstance(exc, Unauthenticated) and exc.challenge:
            headers["WWW-Authenticate"] += f", {exc.challenge}"
        return headers

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Rule: a database that is away, or a row that somebody holds for too long, is 503 and no defect."""
        if isinstance(exc, OperationalError | InterfaceError):
            # The first line only: the others quote the statement, with what people entered.
            log.warning("database unavailable", error=str(exc).partition("\n")[0])
            return UpstreamUnavailable("database")
        if isinstance(exc, SuspiciousOperation):
            return self._what_django_will_not_read(exc)
        return super().convert_known_exceptions(exc)

    def _what_django_will_not_read(self, exc: SuspiciousOperation) -> APIException:
        if isinstance(exc, TooManyFieldsSent):
            return TOO_MANY_PARAMETERS()
        if isinstance(exc, RequestDataTooBig):
            return TOO_LARGE(kibibytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024)
        return BAD_REQUEST()

    def report_exception(self, exc: APIException, response: Response) -> None:
        """A refusal that we raised ourselves, such as 503, is an answer; only a defect is reported."""
        answers = APIException | OperationalError | InterfaceError | SuspiciousOperation
        if not isinstance(self.exc, answers):
            super().report_exception(exc, response)


def problem_response(status: int, code: str, detail: str) -> HttpResponse:
    return HttpResponse(json.encode(problem(status, code, detail)), status=status, content_type=CONTENT_TYPE)


# Django's own error pages, for what never reaches a view: named in chassis.urls.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(400, "bad_request", "The request is not well-formed.")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(403, "permission_denied", "You may not do this.")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(404, "not_found", "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    return problem_response(500, "error", "The server failed; the request id names the trace in our logs.")
