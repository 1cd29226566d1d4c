"""Somebody with an account and an authenticator."""

from dataclasses import dataclass
from typing import Any

from rest_framework.test import APIClient

from chassis.testing.authenticator import Authenticator
from tests.passkeys.urls import REGISTRATION, SECOND_FACTOR, SIGN_IN, STEP_UP


@dataclass
class Person:
    client: APIClient
    account: dict[str, Any]
    authenticator: Authenticator

    def begin(self, url: str, **body: Any) -> dict[str, Any]:
        answer = self.client.post(f"{url}begin/", body)
        assert answer.status_code == 200, answer.json()
        begun: dict[str, Any] = answer.json()
        return begun

    def complete(self, url: str, begun: dict[str, Any], credential: Any, **more: Any) -> Any:
        body = {"ceremony_id": begun["ceremony_id"], "credential": credential, **more}
        return self.client.post(f"{url}complete/", body)

    def add_passkey(self, name: str = "Laptop", **changes: Any) -> Any:
        begun = self.begin(REGISTRATION)
        return self.complete(
            REGISTRATION, begun, self.authenticator.create(begun["options"], **changes), name=name
        )

    def sign_in(self, **changes: Any) -> Any:
        begun = self.begin(SIGN_IN)
        return self.complete(SIGN_IN, begun, self.authenticator.get(begun["options"], **changes))

    def show_second_factor(self, mfa_token: str, **changes: Any) -> Any:
        begun = self.begin(SECOND_FACTOR, mfa_token=mfa_token)
        shown = self.authenticator.get(begun["options"], **changes)
        return self.complete(SECOND_FACTOR, begun, shown, mfa_token=mfa_token)

    def step_up(self, **changes: Any) -> Any:
        begun = self.begin(STEP_UP)
        return self.complete(STEP_UP, begun, self.authenticator.get(begun["options"], **changes))
