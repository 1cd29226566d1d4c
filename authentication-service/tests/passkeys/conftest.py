from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from chassis.testing.authenticator import DOMAIN, ES256, ORIGIN, Authenticator
from tests.passkeys.people import Person

ANNA = "anna@example.com"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.PASSKEY_DOMAIN, settings.PASSKEY_ORIGINS = DOMAIN, [ORIGIN]


@pytest.fixture
def somebody(
    register: Callable[..., dict[str, Any]], bearing: Callable[[str], APIClient]
) -> Callable[..., Person]:
    def somebody(email: str, algorithm: int = ES256, **of_authenticator: Any) -> Person:
        came = register(email=email)
        return Person(bearing(came["access"]), came["account"], Authenticator(algorithm, **of_authenticator))

    return somebody


@pytest.fixture
def anna(somebody: Callable[..., Person]) -> Person:
    return somebody(ANNA)


@pytest.fixture
def bea(somebody: Callable[..., Person]) -> Person:
    return somebody("bea@example.com")


@pytest.fixture
def laptop(anna: Person) -> dict[str, Any]:
    """Anna's passkey."""
    answer = anna.add_passkey()
    assert answer.status_code == 201, answer.json()
    passkey: dict[str, Any] = answer.json()["passkey"]
    return passkey
