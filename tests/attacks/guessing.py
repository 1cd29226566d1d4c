"""Accounts of each kind that a stranger might tell apart, and what an answer would tell them by."""

import uuid
from collections.abc import Callable
from typing import Any

import requests
from platform_client import Person

WRONG = "not the password of anybody"
# What differs from answer to answer, whoever is asked about.
OF_NO_MEANING = {"Date", "X-Request-ID"}


def address(name: str = "somebody") -> str:
    """That no account has."""
    return f"{name}.{uuid.uuid4().hex[:12]}@example.org"


def with_a_password(newcomer: Callable[[str], Person]) -> str:
    return newcomer("known").email


def deactivated(newcomer: Callable[[str], Person], chief: Person) -> str:
    person = newcomer("inactive")
    chief.patch(f"auth/accounts/{person.id}/", {"is_active": False})
    return person.email


def without_a_login(chief: Person) -> str:
    email = address("walk-in")
    chief.post("customers/", {"first_name": "Walk", "last_name": "In", "email": email}, 201)
    return email


def what_is_shown(answer: requests.Response) -> tuple[int, dict[str, str], Any]:
    """All that a client is given, but for the request's own id and time."""
    headers = {name: value for name, value in answer.headers.items() if name not in OF_NO_MEANING}
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body.pop("request_id", None)
    return answer.status_code, headers, body
