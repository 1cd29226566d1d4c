from collections.abc import Mapping
from typing import Any

import requests

from servease import types


class Refusal(Exception):
    """The API said no (RFC 9457). Each code has a class of its own in servease.codes."""

    problem: Mapping[str, Any]

    def __init__(self, answer: requests.Response, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem['code']}: {problem['detail']}")
        self.problem = problem
        self.status = answer.status_code
        self.retry_after = _seconds(answer)
        """Seconds after which it is worth asking again, where that is known."""

    @property
    def code(self) -> str:
        return str(self.problem["code"])

    @property
    def request_id(self) -> str:
        """Names the request in the platform's logs."""
        return str(self.problem["request_id"])

    @property
    def fields(self) -> dict[str, str]:
        """What is wrong with each field: the messages of a form."""
        errors: list[types.FieldError] = self.problem.get("errors", [])
        return {error["field"]: error["message"] for error in errors if error["field"] is not None}


class Unreachable(Exception):
    """No answer came: no connection, or it broke. Whether the request arrived is not known."""


def problem_of(answer: requests.Response) -> dict[str, Any]:
    """A proxy in between may say no in words of its own."""
    unknown = {
        "type": "about:blank",
        "title": answer.reason,
        "status": answer.status_code,
        "detail": answer.reason,
        "code": "unknown",
        "request_id": answer.headers.get("X-Request-ID", ""),
    }
    if not answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return unknown
    return unknown | answer.json()


def _seconds(answer: requests.Response) -> int | None:
    after = answer.headers.get("Retry-After", "")
    return int(after) if after.isdecimal() else None
