"""Every refusal has one shape: RFC 9457 problem details, with a stable `code`."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework.exceptions import APIException, ErrorDetail, NotFound, ValidationError
from rest_framework.response import Response

from chassis import json
from chassis.logs import request_id

CONTENT_TYPE = "application/problem+json"
WHOLE_REQUEST = "non_field_errors"


class Problem(APIException):
    """A refusal with a code that clients may switch on, and members of its own beside the common ones."""

    def __init__(self, code: str, detail: str, **members: Any) -> None:
        super().__init__(detail=detail, code=code)
        self.members = members


class Refused(Problem):
    """409: well-formed, but the present state forbids it. Say in a member what would be allowed."""

    status_code = 409


class Unprocessable(Problem):
    """422: well-formed, but what it says cannot be true."""

    status_code = 422


class Forbidden(Problem):
    """403: this account may see the thing, but not do this to it."""

    status_code = 403


class PreconditionFailed(Problem):
    """412: the resource changed since the client read it."""

    status_code = 412

    def __init__(self) -> None:
        super().__init__("precondition_failed", "The resource has changed since you read it; read it again.")


class UpstreamUnavailable(Problem):
    """503: a service that this answer needs does not answer. `wait` becomes Retry-After, in seconds."""

    status_code = 503

    def __init__(self, service: str, wait: int = 5) -> None:
        super().__init__("upstream_unavailable", f"{service} is not available; try again.", service=service)
        self.wait = wait


class Missing(NotFound):
    """404: there is no such thing, or none that this account may know of."""


class InvalidField(ValidationError):
    """400 with one entry in `errors`."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__({field: [ErrorDetail(message, code=code)]})


@contextmanager
def refusing(**violations: Problem) -> Iterator[None]:
    """Name the violation of a database constraint: `refusing(one_vehicle_a_plate=Refused(…))`.

    Goes around the transaction, so that the refusal leaves after the rollback. Other violations pass as they are.
    """
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        refusal = violations.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal from error


def problem(status: int, code: str, detail: str, **members: Any) -> dict[str, Any]:
    """The body of a refusal. `type` is about:blank, so `title` is the status's own phrase (RFC 9457, 4.2.1)."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
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
                "field": None if error.attr in {None, WHOLE_REQUEST} else error.attr,
                "code": error.code,
                "message": error.detail,
            }
            for error in error_response.errors
        ]
        return problem(status, "invalid", "The request is not well-formed; see errors.", errors=errors)


class ProblemHandler(ExceptionHandler):
    """Sends problems as application/problem+json."""

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = CONTENT_TYPE
        return response


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
