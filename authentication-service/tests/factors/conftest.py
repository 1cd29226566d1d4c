from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factors.authenticator_app import AuthenticatorApp
from tests.factors.urls import CONFIRM, FINISH, TOTP


@dataclass
class Enrolled:
    """Somebody with an authenticator app. `client` is the session in which they added it."""

    account_id: str
    email: str
    client: APIClient
    refresh: str
    app: AuthenticatorApp
    recovery_codes: list[str]


@pytest.fixture
def enrol(bearing: Callable[[str], APIClient]) -> Callable[[dict[str, Any]], Enrolled]:
    """Give an authenticator app to whoever has just signed in."""

    def enrol(signed_in: dict[str, Any]) -> Enrolled:
        client = bearing(signed_in["access"])
        begun = client.post(TOTP)
        assert begun.status_code == 201, begun.content
        app = AuthenticatorApp(begun.json()["secret"])
        confirmed = client.post(CONFIRM, {"code": app.code()})
        assert confirmed.status_code == 200, confirmed.content
        account = signed_in["account"]
        codes = confirmed.json()["recovery_codes"]
        return Enrolled(account["id"], account["email"], client, signed_in["refresh"], app, codes)

    return enrol


@pytest.fixture
def enrolled(register: Callable[..., dict[str, Any]], enrol: Callable[..., Enrolled]) -> Enrolled:
    return enrol(register())


@pytest.fixture
def challenge(login: Callable[..., Any]) -> Callable[..., str]:
    """Sign in by the password alone: the token with which it goes on."""

    def challenge(person: Enrolled, **options: Any) -> str:
        reply = login(person.email, **options)
        assert reply.status_code == 200, reply.content
        token: str = reply.json()["mfa_token"]
        return token

    return challenge


@pytest.fixture
def finish(visitor: APIClient) -> Callable[..., Any]:
    def finish(mfa_token: str, code: str, address: str = "192.0.2.1") -> Any:
        return visitor.post(
            FINISH, {"mfa_token": mfa_token, "code": code}, headers={"X-Forwarded-For": address}
        )

    return finish


@pytest.fixture
def refused_as() -> Callable[[Any], tuple[int, str]]:
    """Status and code of a refusal; of one field, the field's."""

    def refused_as(reply: Any) -> tuple[int, str]:
        body = reply.json()
        errors = body.get("errors")
        return reply.status_code, errors[0]["code"] if errors else body["code"]

    return refused_as
