"""How an action refuses, each with a stable `code`. chassis.problems gives them their shape on the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from rest_framework.exceptions import APIException, ErrorDetail, NotFound, ValidationError


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
    """Name the violation of a database constraint: `refusing(one_name=Refused(…))`.

    Goes around the transaction, so that the refusal leaves after the rollback. Other violations pass.
    """
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        refusal = violations.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal from error
