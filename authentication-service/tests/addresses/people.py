"""Somebody who is signed in, and what lets them in besides."""

from typing import Any

from rest_framework.test import APIClient

from accounts.models import Account
from api_keys.models import ApiKey
from chassis.testing.authenticator import Authenticator
from factors import models as factors
from passkeys.models import Passkey
from tests.factors.authenticator_app import AuthenticatorApp
from tests.factors.urls import CONFIRM, TOTP
from tests.passkeys.people import Person

KEYS = "/api/v1/auth/api-keys/"
PHONE = "+4930901820"


def add_passkey(client: APIClient, name: str = "Laptop") -> Person:
    person = Person(client, {}, Authenticator())
    answer = person.add_passkey(name)
    assert answer.status_code == 201, answer.json()
    return person


def add_app(client: APIClient) -> AuthenticatorApp:
    app = AuthenticatorApp(client.post(TOTP).json()["secret"])
    assert client.post(CONFIRM, {"code": app.code()}).status_code == 200
    return app


def make_key(client: APIClient) -> str:
    made = client.post(KEYS, {"name": "A script", "scopes": ["auth:read"]})
    assert made.status_code == 201, made.json()
    text: str = made.json()["key"]
    return text


def verify_phone(client: APIClient, mailed: Any) -> None:
    client.patch("/api/v1/auth/me/", {"phone": PHONE})
    assert client.post("/api/v1/auth/phone/verify/").status_code == 204
    confirmed = client.post("/api/v1/auth/phone/verify/confirm/", {"code": mailed("verify_phone", PHONE)})
    assert confirmed.status_code == 204


def factors_of(account: Account) -> tuple[list[str], int, int, int]:
    """What the account says, and the rows of apps, recovery codes and passkeys."""
    return (
        account.second_factors,
        factors.Authenticator.objects.filter(account=account).count(),
        factors.RecoveryCode.objects.filter(account=account).count(),
        Passkey.objects.filter(account=account).count(),
    )


def keys_left(account: Account) -> int:
    return ApiKey.objects.counting().filter(account=account).count()
