from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from api_keys.lookup import of_own_table
from chassis.auth import ask_keys_of
from chassis.bearer_codes import digest_of
from tests.api_keys.urls import KEYS, LOOK_UP


@pytest.fixture(autouse=True)
def own_table() -> Iterator[None]:
    """Each test has its own database, so none may remember the keys of another."""
    previous = ask_keys_of(of_own_table)
    yield
    ask_keys_of(previous)


@dataclass
class Holder:
    """Somebody signed in, and a key of theirs."""

    account_id: str
    person: APIClient
    key_id: str
    text: str
    program: APIClient


@pytest.fixture
def make_key(staff: Any, bearing: Callable[[str], APIClient]) -> Callable[..., Holder]:
    """`make_key("employee", "office", scopes=["auth:read"])`; by default an employee's."""

    def make(role: str = "employee", *groups: str, **body: Any) -> Holder:
        signed_in = staff(role, *groups)
        person = bearing(signed_in["access"])
        made = person.post(KEYS, {"name": "A script", "scopes": ["auth:read"], **body})
        assert made.status_code == 201, made.content
        text = made.json()["key"]
        return Holder(signed_in["account"]["id"], person, made.json()["id"], text, bearing(text))

    return make


@pytest.fixture
def look_up(visitor: Any, settings: Any, bearing: Callable[[str], APIClient]) -> Callable[[str], Any]:
    """Ask as another service does."""
    secret = settings.SERVICE_CLIENT_SECRETS["user-service"]
    granted = visitor.post("/internal/token/", {"client_id": "user-service", "client_secret": secret})
    service = bearing(granted.json()["access"])
    return lambda text: service.post(LOOK_UP, {"digest": digest_of(text)})
